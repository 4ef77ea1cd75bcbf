/** Which value is in force where and when: packs, and what jurisdictions lay down themselves; pure. */
import { keepsWithin, openness, type PlainValue } from './policy-openness.ts';
import {
  type PackCode,
  type PolicyKey,
  type PolicyValues,
  plainValueOf,
  policyKeys,
  policyPacks,
  settingFits,
} from './policy-pack.ts';

/** From a day on a division follows a pack. */
export type PackAssignment = { readonly divisionCode: string; readonly pack: PackCode; readonly from: string };

/** A version of a jurisdiction's own rule. `value` null with `follows`: what the upper level lays down again. */
export type PolicySetting = PlainValue & {
  /** Later versions of one day replace earlier ones. */
  readonly id: number;
  readonly divisionCode: string;
  readonly key: PolicyKey;
  readonly follows: boolean;
  readonly from: string;
  readonly documentTitle: string;
  readonly documentNumber: string | null;
};

export type Origin = {
  /** The pack it is written in; null for a jurisdiction's own rule. */
  readonly from: PackCode | null;
  /** The division whose rule it is, 000000 for the nation. */
  readonly divisionCode: string;
  /** Since when it has been in force there. */
  readonly since: string;
  /** A rule of a lower jurisdiction that has become looser than the upper one's, and no longer counts. */
  readonly overruled: string | null;
};

export type ResolvedRules = {
  /** The last pack of the line. */
  readonly pack: PackCode;
  readonly values: { readonly [K in PolicyKey]: PolicyValues[K] & Origin };
};

const newest = <T extends { readonly from: string }>(versions: readonly T[], on: string): T | null =>
  versions
    .filter((version) => version.from <= on)
    .reduce<T | null>((best, each) => (best && best.from > each.from ? best : each), null);

const articleOf = (setting: PolicySetting): string =>
  setting.documentNumber ? `${setting.documentTitle} ${setting.documentNumber}` : setting.documentTitle;

/**
 * The rules in force on a day at the end of a line of divisions (the nation's 000000 first, the division itself last).
 * Each division's pack overrides what stands above it, and its own rules override its pack, as far as the level above
 * leaves them open. Settings are in the order of their ids.
 */
export const resolveRules = (
  line: readonly string[],
  assignments: readonly PackAssignment[],
  settings: readonly PolicySetting[],
  on: string,
): ResolvedRules => {
  const values: Record<string, PlainValue & Origin & { article: string; basis: string }> = {};
  let last: PackCode = 'national-2014';
  const applyPack = (code: PackCode, divisionCode: string, assigned: string | null): void => {
    const pack = policyPacks[code];
    last = code;
    for (const [key, value] of Object.entries(pack.values)) {
      const begins = value.validFrom ?? pack.inForceFrom;
      const since = assigned !== null && assigned > begins ? assigned : begins;
      // The specification of 2014 is the ground everything stands on, also for a day before it.
      if (code !== 'national-2014' && (since > on || (value.validTo !== undefined && value.validTo <= on))) continue;
      values[key] = { ...value, from: code, divisionCode, since, overruled: null };
    }
  };
  applyPack('national-2014', '000000', null);
  for (const divisionCode of line) {
    const own = newest(
      assignments.filter((each) => each.divisionCode === divisionCode),
      on,
    );
    if (own) applyPack(own.pack, divisionCode, own.from);
    for (const key of policyKeys) {
      const setting = newest(
        settings.filter((each) => each.divisionCode === divisionCode && each.key === key),
        on,
      );
      if (!setting || setting.follows) continue;
      const upper = values[key] as (typeof values)[string];
      if (!settingFits(key, setting)) continue;
      if (!keepsWithin(openness[key], upper, setting)) {
        values[key] = { ...upper, overruled: divisionCode };
        continue;
      }
      values[key] = {
        value: setting.value,
        unit: setting.unit,
        article: articleOf(setting),
        basis: 'text',
        from: null,
        divisionCode,
        since: setting.from,
        overruled: null,
      };
    }
  }
  return { pack: last, values: values as unknown as ResolvedRules['values'] };
};

/** Days after a date on which something could change, the first first. */
export const daysOfChange = (
  assignments: readonly PackAssignment[],
  settings: readonly PolicySetting[],
  after: string,
): string[] => {
  const days = [
    ...assignments.map((each) => each.from),
    ...settings.map((each) => each.from),
    ...Object.values(policyPacks).flatMap((pack) => [
      pack.inForceFrom,
      ...Object.values(pack.values).flatMap((value) => [value.validFrom ?? '', value.validTo ?? '']),
    ]),
  ];
  return [...new Set(days.filter((day) => day > after))].sort();
};

export type NextChange = PlainValue & { readonly on: string; readonly article: string };

/** The next change of each value that is already laid down, as far as it differs from what is in force. */
export const nextChanges = (
  line: readonly string[],
  assignments: readonly PackAssignment[],
  settings: readonly PolicySetting[],
  on: string,
): ReadonlyMap<PolicyKey, NextChange> => {
  const now = resolveRules(line, assignments, settings, on);
  const found = new Map<PolicyKey, NextChange>();
  for (const day of daysOfChange(assignments, settings, on)) {
    const then = resolveRules(line, assignments, settings, day);
    for (const key of policyKeys) {
      const [before, after] = [now.values[key], then.values[key]];
      const differs = JSON.stringify(plainValueOf(before)) !== JSON.stringify(plainValueOf(after));
      if (differs && !found.has(key)) found.set(key, { on: day, ...plainValueOf(after), article: after.article });
    }
  }
  return found;
};
