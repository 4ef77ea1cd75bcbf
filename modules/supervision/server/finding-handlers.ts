import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { profileRules } from '../../institutions/profile-rules.ts';
import { findPlace } from '../../institutions/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { countFindings, listFindings, readFileFindings } from '../contract.ts';
import { countByPart, countByRule, findUnit, listByRule, type Step, type Unit } from './finding-store.ts';
import { byRule, checkFiles } from './refresh.ts';

const nation = '000000';
const ownDivision = (actor: Actor): string => (actor.level === 'ministry' ? nation : actor.divisionCode);

/** The division asked about, my own when none is named; which rows of it I see is the database's matter. */
export const placeOf = async (tx: Tx, actor: Actor, asked: string | undefined): Promise<{ step: Step; unit: Unit }> => {
  const code = asked ?? ownDivision(actor);
  if (code === nation) return { step: 'nation', unit: { code, name: '', level: 'nation', parentCode: null } };
  const unit = await findUnit(tx, code);
  if (!unit || !['province', 'prefecture', 'county'].includes(unit.level))
    throw new Refused('supervision.division-not-found', { division: code });
  return { step: unit.level as Step, unit };
};

/** From my own division down to the one asked for. */
const trailOf = async (tx: Tx, actor: Actor, unit: Unit): Promise<{ code: string; name: string }[]> => {
  const trail: { code: string; name: string }[] = [];
  for (let at: Unit | null = unit; at; at = at.parentCode ? await findUnit(tx, at.parentCode) : null) {
    trail.unshift({ code: at.code, name: at.name });
    if (at.code === ownDivision(actor)) break;
  }
  return trail;
};

const ruleOf = new Map(profileRules.map((rule) => [rule.code, rule]));

export const findingHandlers: Handler[] = [
  handler(readFileFindings, async ({ tx, now }, { institutionId }) => {
    const place = await findPlace(tx, institutionId);
    if (!place) throw new Refused('institutions.not-found');
    const found = (await checkFiles(tx, [institutionId], localDate(now))).get(institutionId) ?? [];
    return {
      name: place.name,
      findings: byRule(found).flatMap((each) => {
        const rule = ruleOf.get(each.rule);
        if (!rule) return [];
        const { article, section, owner } = rule;
        return [{ ...each, found: [...each.found], article, section, owner }];
      }),
    };
  }),
  handler(countFindings, async ({ tx, actor }, { division, rule }) => {
    const { step, unit } = await placeOf(tx, actor, division);
    const counts = new Map((await countByRule(tx, step, unit.code, rule ?? null)).map((count) => [count.rule, count]));
    return {
      division: { code: unit.code, name: unit.name },
      trail: step === 'nation' ? [] : await trailOf(tx, actor, unit),
      // Rules that find nothing are in the list too: a zero is an answer.
      rules: profileRules
        .filter((each) => rule === undefined || each.code === rule)
        .map(({ code, severity, article }) => ({
          rule: code,
          severity,
          article,
          institutions: counts.get(code)?.institutions ?? 0,
          found: counts.get(code)?.found ?? 0,
        })),
      parts: rule === undefined ? [] : await countByPart(tx, step, unit.code, rule),
    };
  }),
  handler(listFindings, async ({ tx, actor }, { division, rule, after, limit }) => {
    const { step, unit } = await placeOf(tx, actor, division);
    const rows = await listByRule(tx, step, unit.code, rule, Number(after ?? 0), limit);
    return { rows, next: rows.length === limit ? String(rows.at(-1)?.institutionId) : null };
  }),
];
