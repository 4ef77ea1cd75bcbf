import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { closeTasks } from '../../deadlines/server/index.ts';
import { localDate, readDivisionRegister } from '../../jurisdictions/server/index.ts';
import { figuresOf } from '../answer-figures.ts';
import { closeForm, countAnswers, listAsked, listForms, publishForm, readForm, saveForm } from '../contract.ts';
import { decideDesign, decidePublish, decideReach } from '../form.ts';
import { schemaOf, uiSchemaOf } from '../form-schema.ts';
import {
  type FormRow,
  findVersion,
  insertForm,
  insertVersion,
  listPage,
  listVersions,
  lockMine,
  saveClosed,
  updateForm,
} from './form-store.ts';
import { getForm, getVersion, guard } from './guards.ts';
import { countByCounty, findRound, listAsked as listAskedRows, listHandedIn, listRounds } from './round-store.ts';
import { openRound } from './rounds.ts';

const isMine = (form: Pick<FormRow, 'level' | 'scope'>, actor: Actor): boolean =>
  form.level === actor.level && form.scope === actor.scope;

const rowView = (form: FormRow, actor: Actor) => ({
  ...{ id: form.id, title: form.title, state: form.state, officeName: form.officeName, cycle: form.cycle },
  ...{ opensOn: form.opensOn, newestVersion: form.newestVersion, isMine: isMine(form, actor) },
});

/** Form of my own office, held, as it was read. */
const getMine = async (
  ...[tx, actor, formId, revision]: [...Parameters<typeof lockMine>, number]
): Promise<FormRow> => {
  const form = await lockMine(tx, actor, formId);
  if (!form) throw new Refused('forms.not-found');
  if (form.revision !== revision) throw new Refused('forms.changed-meanwhile');
  return form;
};

/** Most answers that are counted together in one reply: those of a province. */
const mostCounted = 50_000;

export const formHandlers: Handler[] = [
  handler(listForms, async ({ tx, actor }, { state, after, limit }) => {
    const rows = await listPage(tx, state ?? null, after ? Number(after) : null, limit);
    return {
      rows: rows.map((form) => rowView(form, actor)),
      next: rows.length === limit ? String(rows.at(-1)?.id) : null,
    };
  }),
  handler(readForm, async ({ tx, actor }, { formId }) => {
    const form = await getForm(tx, formId);
    const versions = await listVersions(tx, formId);
    const register = await readDivisionRegister();
    const mine = isMine(form, actor);
    const isChanged = !isDeepStrictEqual(versions[0]?.design, form.design);
    return {
      ...rowView(form, actor),
      ...{ note: form.note, divisions: [...form.divisions], kinds: form.kinds === null ? null : [...form.kinds] },
      ...{ within: form.within, revision: form.revision, isChanged },
      // What another office is still working on is not looked at.
      design: mine ? form.design : (versions[0]?.design ?? { sections: [], checks: [] }),
      divisionNames: form.divisions.map((code) => ({ code, name: register.fullNameOf(code) ?? code })),
      versions: versions.map((each) => ({ ...each, publishedAt: each.publishedAt.toISOString() })),
      rounds: await listRounds(tx, formId),
      may: {
        edit: mine && may('forms.make', actor) && form.state !== 'closed',
        publish: mine && may('forms.decide', actor) && decidePublish(form.state, isChanged).accepted,
        close: mine && may('forms.decide', actor) && form.state === 'open',
      },
    };
  }),
  handler(saveForm, async ({ tx, actor, now, note }, { formId, revision, requestId, design, ...given }) => {
    const terms = { ...given, divisions: given.divisions.length === 0 ? [actor.scope] : given.divisions };
    const register = await readDivisionRegister();
    guard(decideReach(actor.scope, terms.divisions, (code) => register.lineOf(code).map((each) => each.code)));
    if (formId === null) {
      const made = await insertForm(tx, terms, design, requestId, actor, now);
      if (made === null) throw new Refused('forms.not-found');
      note(`form ${made}`, { title: terms.title });
      return { formId: made, revision: 1 };
    }
    const form = await getMine(tx, actor, formId, revision);
    if (form.state === 'closed') throw new Refused('forms.closed');
    const asks = ({ divisions, kinds, cycle, opensOn, within }: Pick<FormRow, keyof typeof terms>) => ({
      ...{ divisions: [...divisions], kinds, cycle, opensOn, within },
    });
    if (form.newestVersion > 0 && !isDeepStrictEqual(asks(form), asks(terms)))
      throw new Refused('forms.terms-published');
    await updateForm(tx, formId, terms, design, actor, now);
    note(`form ${formId}`, { title: terms.title });
    return { formId, revision: form.revision + 1 };
  }),
  handler(publishForm, async ({ tx, actor, now, note }, { formId, revision, openAnswers }) => {
    const form = await getMine(tx, actor, formId, revision);
    const newest = await findVersion(tx, formId, form.newestVersion);
    guard(decidePublish(form.state, !isDeepStrictEqual(newest?.design, form.design)));
    guard(decideDesign(form.design));
    const today = localDate(now);
    if (form.state === 'draft' && form.opensOn < today) throw new Refused('forms.opens-in-the-past');
    const version = form.newestVersion + 1;
    const made = { design: form.design, answerSchema: schemaOf(form.design), uiSchema: uiSchemaOf(form.design) };
    await insertVersion(tx, formId, version, { ...made, openAnswers }, actor, now);
    if (form.state === 'draft' && form.opensOn <= today) await openRound(tx, form, today);
    note(`form ${formId}`, { title: form.title, version });
    return { version };
  }),
  handler(closeForm, async ({ tx, actor, now, note }, { formId, revision }) => {
    const form = await getMine(tx, actor, formId, revision);
    if (form.state !== 'open') throw new Refused('forms.closed');
    await saveClosed(tx, formId, actor, now);
    for (const { id } of await listRounds(tx, formId))
      await closeTasks(tx, { kind: 'form', subject: String(id) }, localDate(now));
    note(`form ${formId}`, { title: form.title });
    return { state: 'closed' } as const;
  }),
  handler(countAnswers, async ({ tx, now }, { formId, roundId }) => {
    const form = await getForm(tx, formId);
    const round = await findRound(tx, formId, roundId);
    if (!round) throw new Refused('forms.not-found');
    const { design } = await getVersion(tx, formId, form.newestVersion);
    return {
      counties: await countByCounty(tx, form, round, localDate(now)),
      figures: figuresOf(design, await listHandedIn(tx, roundId, mostCounted)).map((each) => ({
        ...each,
        choices: [...each.choices],
      })),
    };
  }),
  handler(listAsked, async ({ tx, now }, { formId, roundId, only, county, after, limit }) => {
    const form = await getForm(tx, formId);
    const round = await findRound(tx, formId, roundId);
    if (!round) throw new Refused('forms.not-found');
    const last = after ? Number(after) : 0;
    const rows = await listAskedRows(tx, form, round, localDate(now), only, county ?? null, last, limit);
    return {
      rows: rows.map((each) => ({
        ...each,
        submittedAt: each.submittedAt?.toISOString() ?? null,
      })),
      next: rows.length === limit ? String(rows.at(-1)?.institutionId) : null,
    };
  }),
];
