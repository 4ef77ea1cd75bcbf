import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { InputOf, OutputOf } from '@xueqian/kernel/route.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import type { assignPack, readBound, readLocalPolicy, readPolicy, setPolicy } from '../contract.ts';
import texts from '../messages/zh-CN.json' with { type: 'json' };
import { keepsWithin, openness } from '../policy-openness.ts';
import { plainValueOf, policyKeys, policyPacks, settingFits } from '../policy-pack.ts';
import { nextChanges, resolveRules } from '../policy-resolution.ts';
import { announce } from './announce.ts';
import { localDate } from './local-date.ts';
import { missingHolidays } from './policy.ts';
import { currentRegister } from './reference.ts';
import {
  countBound,
  insertAssignment,
  insertSetting,
  listAssignments,
  listOwnRules,
  listVersions,
  lockPolicy,
  nation,
  readSources,
} from './store-policy.ts';

/** The rules in force for my office on a day, each with where it comes from and what comes next. */
export const viewRules = async (
  call: Call,
  input: InputOf<typeof readPolicy>,
): Promise<OutputOf<typeof readPolicy>> => {
  const today = localDate(call.now);
  const on = input.on ?? today;
  const { line, assignments, settings } = await readSources(call.tx, call.actor.divisionCode, on);
  const codes = line.map((division) => division.code);
  const rules = resolveRules(codes, assignments, settings, on);
  const next = nextChanges(codes, assignments, settings, on);
  const nameOf = (code: string): string => line.find((division) => division.code === code)?.name ?? '';
  return {
    pack: rules.pack,
    on,
    divisionName: line
      .slice(1)
      .map((division) => division.name)
      .join(''),
    missingHolidays: missingHolidays(today),
    values: policyKeys.map((key) => {
      const { value, unit, article, basis, from, since, divisionCode, overruled } = rules.values[key];
      return {
        key,
        value,
        unit,
        article,
        basis,
        from,
        since,
        divisionCode,
        divisionName: divisionCode === nation ? '' : nameOf(divisionCode),
        overruled: overruled === null ? null : nameOf(overruled),
        next: next.get(key) ?? null,
      };
    }),
  };
};

/** What my jurisdiction lays down itself and may lay down, with all versions. */
export const viewLocal = async (call: Call): Promise<OutputOf<typeof readLocalPolicy>> => {
  const { tx, actor, now } = call;
  const today = localDate(now);
  const { line, assignments, settings } = await readSources(tx, actor.scope, today);
  const codes = line.map((division) => division.code);
  const others = settings.filter((setting) => setting.divisionCode !== actor.scope);
  const upper = resolveRules(codes, assignments, others, today);
  const rules = resolveRules(codes, assignments, settings, today);
  const next = nextChanges(codes, assignments, settings, today);
  const isOpen = (key: (typeof policyKeys)[number]): boolean =>
    actor.level === 'ministry' ? openness[key].to.length > 0 : openness[key].to.includes(actor.level);
  const versions = await listVersions(tx, actor.scope);
  return {
    values: policyKeys.map((key) => ({
      key,
      ...plainValueOf(rules.values[key]),
      upper: { ...plainValueOf(upper.values[key]), article: upper.values[key].article },
      own: rules.values[key].from === null && rules.values[key].divisionCode === actor.scope,
      overruled: rules.values[key].overruled === actor.scope,
      since: rules.values[key].since,
      open: isOpen(key),
      how: openness[key].how,
      order: [...(openness[key].order ?? [])],
      next: next.get(key) ?? null,
    })),
    versions: versions.map((version) => ({ ...version, setAt: version.setAt.toISOString() })),
    assignments: await listAssignments(tx, actor.scope),
    may: { set: may('jurisdictions.set-policy', actor), assign: actor.level !== 'county' },
  };
};

/** Lays a rule down from a day on, within what the upper level leaves open; today at the earliest. */
export const layDown = async (call: Call, input: InputOf<typeof setPolicy>): Promise<OutputOf<typeof setPolicy>> => {
  const { tx, actor, now } = call;
  const key = policyKeys.find((known) => known === input.key);
  if (!key) throw new Refused('jurisdictions.policy-unknown');
  const today = localDate(now);
  if (input.from < today) throw new Refused('jurisdictions.policy-not-dated-back', { day: today });
  const open = actor.level === 'ministry' ? openness[key].to.length > 0 : openness[key].to.includes(actor.level);
  if (!open) throw new Refused('jurisdictions.policy-not-open');
  const value = input.follow ? null : { value: input.value, unit: input.unit };
  await lockPolicy(tx, actor.scope);
  const { line, assignments, settings } = await readSources(tx, actor.scope, today);
  // The newest of mine: what it is put in the place of.
  const mine = settings
    .filter((setting) => setting.divisionCode === actor.scope && setting.key === key)
    .sort((one, other) => one.from.localeCompare(other.from))
    .at(-1);
  if (value) {
    if (!settingFits(key, value)) throw new Refused('jurisdictions.policy-value-unfit');
    const others = settings.filter((setting) => setting.divisionCode !== actor.scope || setting.key !== key);
    const upper = resolveRules(
      line.map((division) => division.code),
      assignments,
      others,
      input.from,
    );
    if (!keepsWithin(openness[key], upper.values[key], value))
      throw new Refused('jurisdictions.policy-looser', { article: upper.values[key].article });
  }
  const { from, documentTitle, documentNumber } = input;
  const same = mine && mine.from === from && mine.follows === !value;
  if (same && mine.value === (value?.value ?? null) && mine.unit === (value?.unit ?? null))
    throw new Refused('jurisdictions.policy-there-already');
  await insertSetting(tx, actor, { key, value, from, documentTitle, documentNumber }, now);
  const facts = {
    key,
    value: value?.value ?? null,
    unit: value?.unit ?? null,
    follows: !value,
    // As the announcement's text names them.
    name: texts.policy.keys[key],
    office: actor.officeName,
    from,
    document: [documentTitle, documentNumber].filter(Boolean).join(' '),
  };
  await announce(tx, actor, { template: 'policy-changed', facts, divisions: [actor.scope], on: from }, now);
  const written = (one: { value: unknown; unit: unknown } | null | undefined, since: string | null) => ({
    ...{ value: one?.value ?? null, unit: one?.unit ?? null, from: since },
  });
  call.note(key, { documentTitle, ...changedFields(written(mine, mine?.from ?? null), written(value, from)) });
  return {};
};

/** Whom a rule of mine would bind, and who below has one of its own. */
export const viewBound = async (call: Call, input: InputOf<typeof readBound>): Promise<OutputOf<typeof readBound>> => {
  const { tx, actor, now } = call;
  const key = policyKeys.find((known) => known === input.key);
  if (!key) throw new Refused('jurisdictions.policy-unknown');
  const today = localDate(now);
  const register = await currentRegister(tx);
  const isBelow = (code: string): boolean =>
    code !== actor.scope &&
    (actor.scope === nation || register.lineOf(code, today).some((division) => division.code === actor.scope));
  const rules = await listOwnRules(tx, key, today);
  return {
    ...(await countBound(tx, actor.scope)),
    own: rules
      .filter((rule) => !rule.follows && isBelow(rule.divisionCode))
      .map(({ divisionCode, value, unit }) => ({
        divisionCode,
        name: register.fullNameOf(divisionCode, today) ?? divisionCode,
        value,
        unit,
      })),
  };
};

/** Says which pack a division below mine follows from a day on. */
export const assign = async (call: Call, input: InputOf<typeof assignPack>): Promise<OutputOf<typeof assignPack>> => {
  const { tx, actor, now } = call;
  const today = localDate(now);
  const { divisionCode, pack, from, documentTitle, documentNumber } = input;
  if (from < today) throw new Refused('jurisdictions.policy-not-dated-back', { day: today });
  const register = await currentRegister(tx);
  const line = [nation, ...register.lineOf(divisionCode, today).map((division) => division.code)];
  const isNation = divisionCode === nation && actor.scope === nation;
  const isBelow = register.find(divisionCode, today) !== null && line.slice(0, -1).includes(actor.scope);
  if (!isNation && !isBelow) throw new Refused('jurisdictions.division-not-below');
  // A pack of one place is for that place and what lies below it; national ones are for all.
  if (!line.includes(policyPacks[pack].divisionCode)) throw new Refused('jurisdictions.pack-of-another-place');
  await insertAssignment(tx, actor, { divisionCode, pack, from, documentTitle, documentNumber }, now);
  const facts = {
    pack,
    // As the announcement's text names them.
    name: policyPacks[pack].title,
    place: register.fullNameOf(divisionCode, today) ?? texts.policy.nation,
    office: actor.officeName,
    from,
    document: [documentTitle, documentNumber].filter(Boolean).join(' '),
  };
  await announce(tx, actor, { template: 'pack-assigned', facts, divisions: [divisionCode], on: from }, now);
  const before = (await readSources(tx, divisionCode, today)).assignments
    .filter((one) => one.divisionCode === divisionCode && one.from < from)
    .sort((one, other) => one.from.localeCompare(other.from))
    .at(-1);
  call.note(divisionCode, {
    documentTitle,
    ...changedFields({ pack: before?.pack ?? null, from: before?.from ?? null }, { pack, from }),
  });
  return {};
};
