import { Refused } from '@xueqian/kernel/decision.ts';
import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { numberOfPlain, plainOf, sealKinds } from '../../children/server/index.ts';
import * as routes from '../contract.ts';
import { hintsOf, problemState, remediesOf } from '../problem.ts';
import {
  findChildName,
  findDivision,
  findResult,
  listFigures,
  listProblemRows,
  namesOf,
  type ProblemRow,
  saveEvidence,
} from './store-problems.ts';

const problemOf = (row: ProblemRow, sealer: Sealer) => {
  const { result, identitySealed, askedStill, ...plain } = row;
  if (result === 'agrees') return null;
  return {
    ...plain,
    result,
    identityMasked: maskIdentityNumber(numberOfPlain(sealer.open(sealKinds.identity, identitySealed))),
    state: problemState({ askedStill, hasEvidence: row.evidence !== null }),
    hints: [...hintsOf(row.name, result, plainOf)],
    remedies: [...remediesOf(result)],
  };
};

export const problemHandlers: Handler[] = [
  handler(routes.listProblems, async ({ tx, services }, { after, limit, institutionId, division, only }) => {
    const filter = { institutionId: institutionId ?? null, division: division || null, only };
    const rows = await listProblemRows(tx, filter, after ? Number(after) : null, limit);
    return {
      rows: rows.flatMap((row) => problemOf(row, services.sealer) ?? []),
      next: rows.length === limit ? String(rows.at(-1)?.childId) : null,
    };
  }),
  handler(routes.readVerification, async ({ tx, services, actor }, { childId }) => {
    const childName = await findChildName(tx, childId);
    if (childName === null) throw new Refused('children.not-found');
    const row = await findResult(tx, childId);
    const problem = row && problemOf(row, services.sealer);
    const papers = problem ? await listPapers(tx, 'verification', childId) : [];
    return {
      childName,
      answer: row && {
        result: row.result,
        answeredOn: row.answeredOn,
        batchNumber: row.batchNumber,
        askedStill: row.askedStill,
      },
      problem,
      papers: papers.map((paper) => ({ ...paper, addedAt: paper.addedAt.toISOString() })),
      may: { giveEvidence: problem?.state === 'open' && may('verification.give-evidence', actor) },
    };
  }),
  handler(routes.giveEvidence, async (call, { childId, evidence }) => {
    const { tx, actor, now } = call;
    const row = await findResult(tx, childId);
    if (!row) throw new Refused('children.not-found');
    if (row.result === 'agrees' || !row.askedStill) throw new Refused('verification.no-open-problem');
    if ((await listPapers(tx, 'verification', childId)).length === 0) throw new Refused('verification.needs-papers');
    if ((await saveEvidence(tx, childId, evidence, actor, now)) === 0)
      throw new Refused('verification.no-open-problem');
    call.note(`child ${childId}`, { evidence });
    return {};
  }),
  handler(routes.countProblems, async ({ tx, actor }, { division }) => {
    const code = division || actor.divisionCode;
    const found = await findDivision(tx, code);
    if (!found || !['province', 'prefecture', 'county'].includes(found.level))
      throw new Refused('verification.division-not-found');
    const level = found.level as 'province' | 'prefecture' | 'county';
    const rows = await listFigures(tx, level, code);
    const opens = level === 'county' ? ('institution' as const) : ('division' as const);
    const names = await namesOf(
      tx,
      opens,
      rows.map((row) => row.code),
    );
    return {
      code,
      name: found.name,
      rows: rows.map((row) => ({ ...row, name: names.get(row.code) ?? row.code, opens })),
    };
  }),
];
