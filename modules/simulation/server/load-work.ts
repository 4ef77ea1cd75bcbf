import type { Actor } from '@xueqian/kernel/actor.ts';
import type { InputOf, OutputOf, Route } from '@xueqian/kernel/route.ts';
import type { Database } from '@xueqian/platform/database.ts';
import type { Call, Handler } from '@xueqian/platform/handler.ts';
import { subDays } from 'date-fns';
import { listFiledClasses } from '../../classes/server/index.ts';
import {
  confirmDeclaration,
  decideDeclaration,
  drawUpDeclaration,
  submitDeclaration,
} from '../../declarations/contract.ts';
import { declarationHandlers } from '../../declarations/server/index.ts';
import { beginAnswer, submitAnswer } from '../../forms/answer-contract.ts';
import { publishForm, readForm, saveForm } from '../../forms/contract.ts';
import type { Field } from '../../forms/design.ts';
import { formHandlers } from '../../forms/server/index.ts';
import { confirmSection, submitSection, takeClasses } from '../../institutions/section-contract.ts';
import { institutionHandlers } from '../../institutions/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { nationalChecklist } from '../../supervision/inspection.ts';
import { beginInspection, handOverInspection, saveInspection } from '../../supervision/inspection-contract.ts';
import { supervisionHandlers } from '../../supervision/server/index.ts';
import words from '../reference/sample-work.json' with { type: 'json' };

type Means = { readonly database: Database; readonly now: Date };
type Staff = { readonly ordinary: Actor; readonly principal: Actor; readonly county: Actor };

const handlers: readonly Handler[] = [
  ...institutionHandlers({ listClasses: ({ tx }, id) => listFiledClasses(tx, id), fileChanged: async () => {} }),
  ...declarationHandlers,
  ...formHandlers,
  ...supervisionHandlers,
];

/** Does what a route does, as the person who would do it, through the route's own command. */
const doAs = <R extends Route>(
  { database, now }: Means,
  actor: Actor,
  contract: R,
  input: object,
): Promise<OutputOf<R>> => {
  const found = handlers.find((each) => each.contract.id === contract.id);
  if (!found) throw new Error(`no command answers ${contract.id}`);
  return database.asActor(actor, (tx) => {
    // None of these commands asks for more of a call than who, when and where it is written.
    const call = { tx, actor, now, note: () => undefined } as unknown as Call;
    return found.handle(call, contract.input.parse(input) as InputOf<R> as never) as Promise<OutputOf<R>>;
  });
};

const declare = async (means: Means, staff: Staff, institutionId: number): Promise<void> => {
  for (const { daysAgo, isDecided, ...given } of words.declarations) {
    const then = { ...means, now: subDays(means.now, daysAgo) };
    const changedOn = localDate(then.now);
    const body = { institutionId, requestId: crypto.randomUUID(), changedOn, ...given };
    const { declarationId } = await doAs(then, staff.ordinary, drawUpDeclaration, body);
    await doAs(then, staff.ordinary, submitDeclaration, { declarationId, revision: 1 });
    await doAs(then, staff.principal, confirmDeclaration, {
      ...{ declarationId, revision: 2, decision: 'confirm', reason: null },
    });
    if (isDecided)
      await doAs(then, staff.county, decideDeclaration, {
        ...{ declarationId, revision: 3, decision: 'acknowledge', reason: null },
      });
  }
};

const answerForm = async (means: Means, staff: Staff): Promise<void> => {
  const { section, fields, title, note } = words.form;
  const design = {
    sections: [
      {
        title: section,
        fields: fields.map(
          ({ kind, ...field }): Field => ({
            ...{ ...field, kind: kind as Field['kind'], hint: null, isRequired: true },
            ...{ min: kind === 'number' ? 0 : null, max: null, decimals: 0, shownIf: null },
          }),
        ),
      },
    ],
    checks: [],
  };
  const { formId, revision } = await doAs(means, staff.county, saveForm, {
    ...{ formId: null, revision: 0, requestId: crypto.randomUUID(), title, note, design },
    ...{ divisions: [], kinds: null, cycle: 'once', opensOn: localDate(means.now) },
    within: { value: 10, unit: 'working-days' },
  });
  await doAs(means, staff.county, publishForm, { formId, revision, openAnswers: 'may-stay' });
  const { rounds } = await doAs(means, staff.county, readForm, { formId });
  const { answerId } = await doAs(means, staff.ordinary, beginAnswer, { roundId: rounds[0]?.id });
  await doAs(means, staff.ordinary, submitAnswer, { answerId, revision: 1, values: words.answer });
};

const inspect = async (means: Means, staff: Staff, institutionId: number): Promise<void> => {
  const { inspectors, conclusion, finding } = words.inspection;
  const { inspectionId } = await doAs(means, staff.county, beginInspection, {
    ...{ institutionId, requestId: crypto.randomUUID() },
  });
  const { revision } = await doAs(means, staff.county, saveInspection, {
    ...{ inspectionId, revision: 0, inspectors, conclusion, inspectedOn: localDate(means.now) },
    answers: nationalChecklist.map(({ code }, at) => ({
      ...{ code, choice: at === 0 ? 'partly' : 'met', note: at === 0 ? finding : '' },
    })),
  });
  await doAs(means, staff.county, handOverInspection, { inspectionId, revision });
};

const fileClasses = async (means: Means, staff: Staff, institutionId: number): Promise<void> => {
  const { version, revision } = await doAs(means, staff.ordinary, takeClasses, { institutionId, revision: null });
  const asked = { institutionId, section: 'classes', period: '', version, revision };
  await doAs(means, staff.ordinary, submitSection, asked);
  await doAs(means, staff.principal, confirmSection, { ...asked, decision: 'approve', reason: null });
};

/** A kindergarten with one of everything that supervision knows, so that its pages live from the first start. */
export const loadWork = async (means: Means, staff: Staff, institutionId: number): Promise<void> => {
  await fileClasses(means, staff, institutionId);
  await declare(means, staff, institutionId);
  await answerForm(means, staff);
  await inspect(means, staff, institutionId);
};
