import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import { closeTask, openTask } from '../../deadlines/server/index.ts';
import { type DeadlineKind, dueOf } from '../../deadlines/task.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { type Arbiter, arbiterOf } from '../arbitration.ts';
import {
  beginArbitration,
  type ClockedCase,
  listOverdue,
  listStrayAnswers,
  listToClock,
  saveClocked,
} from './clock-store.ts';

/** Cases whose clocks are set in one transaction. */
const casesAStep = 100;

export const answerKind = 'case-answer' as const satisfies DeadlineKind;
export const decisionKind = 'case-decision' as const satisfies DeadlineKind;

/** The division of the office that decides a case. */
const arbiterDivision = (one: ClockedCase): string =>
  ({ county: one.laterCounty, prefecture: one.laterPrefecture, province: one.provinceCode })[arbiterOf(one)];

/**
 * Time for an institution's answer and for the arbiter's decision. The documents say only "in time" (specification of
 * 2014, article 26 (3)); see decisions/2026-11-23-clocks-of-problem-records.md.
 */
const answerPeriod = async (tx: Tx, county: string, on: string) =>
  (await packOf(tx, county, on)).values.childChangeWithin;
const decisionPeriod = async (tx: Tx, one: ClockedCase, on: string) =>
  (await packOf(tx, arbiterDivision(one), on)).values.declarationWithin;

const openDecision = async (tx: Tx, one: ClockedCase, on: string): Promise<void> => {
  const holder: Arbiter = arbiterOf(one);
  const key = { institutionId: one.laterInstitutionId, kind: decisionKind, subject: String(one.id) };
  await openTask(tx, key, holder, await decisionPeriod(tx, one, on), on);
};

/** Sets the clocks of cases that have none: of the sides that have not answered, else of the arbiter. */
export const setCaseClocks = async (
  { database, clock }: { readonly database: Pick<Database, 'asOwner'>; readonly clock: () => Date },
  stopping?: AbortSignal,
): Promise<void> => {
  for (let taken = casesAStep; taken === casesAStep && !stopping?.aborted; )
    taken = await database.asOwner(async (tx) => {
      const now = clock();
      const on = localDate(now);
      const cases = await listToClock(tx, casesAStep);
      for (const one of cases) {
        const subject = String(one.id);
        for (const institutionId of await listStrayAnswers(tx, one.id))
          await closeTask(tx, { institutionId, kind: answerKind, subject }, on);
        const awaited = new Map<number, string>();
        if (!one.laterAnswered) awaited.set(one.laterInstitutionId, one.laterCounty);
        if (!one.earlierAnswered) awaited.set(one.earlierInstitutionId, one.earlierCounty);
        for (const [institutionId, county] of awaited) {
          const period = await answerPeriod(tx, county, on);
          await openTask(tx, { institutionId, kind: answerKind, subject }, 'institution', period, on);
        }
        if (awaited.size === 0) await openDecision(tx, one, on);
      }
      await saveClocked(
        tx,
        cases.map(({ id }) => id),
        now,
      );
      return cases.length;
    });
};

/** The night: where a side let its day pass and nobody is waited for any more, the arbiter's clock begins. */
export const passCases = async (database: Pick<Database, 'asOwner'>, on: string): Promise<number> => {
  let begun = 0;
  for (let taken = casesAStep; taken === casesAStep; begun += taken)
    taken = await database.asOwner(async (tx) => {
      const cases = await listOverdue(tx, on, casesAStep);
      for (const one of cases) await openDecision(tx, one, on);
      return cases.length;
    });
  return begun;
};

/** An institution has answered: its clock ends; when it was the last, the arbiter's begins. */
export const noteAnswered = async (tx: Tx, one: ClockedCase, institutionId: number, on: string): Promise<void> => {
  await closeTask(tx, { institutionId, kind: answerKind, subject: String(one.id) }, on);
  const period = await decisionPeriod(tx, one, on);
  await beginArbitration(tx, one.id, arbiterOf(one), on, period, dueOf(period, on, nationalCalendar));
};
