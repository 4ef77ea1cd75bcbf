import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { readDivisionRegister } from '../../jurisdictions/server/index.ts';
import { type Audience, nation } from '../announcement.ts';
import { decideAudience } from '../rules.ts';

/** Refuses an audience that is not below the writer. */
export const guardAudience = async (actor: Actor, audience: Audience): Promise<void> => {
  const register = await readDivisionRegister();
  const division = actor.level === 'ministry' ? nation : actor.scope;
  const decision = decideAudience({ level: actor.level, division }, audience, (code) => {
    const line = register.lineOf(code).map((each) => each.code);
    // A code that nobody knows lies nowhere, not even in the nation.
    return line.length === 0 ? [] : [nation, ...line];
  });
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
};

/** Names of divisions, in full; the code where there is none. */
export const namesOf = async (codes: readonly string[]): Promise<{ code: string; name: string }[]> => {
  const register = await readDivisionRegister();
  return codes.map((code) => ({ code, name: register.fullNameOf(code) ?? code }));
};
