import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { currentRegister, localDate } from '../../jurisdictions/server/index.ts';
import type { Place } from './store.ts';

type Asking = Pick<Call, 'tx' | 'actor' | 'now'>;

/** Where the actor's county stands. */
export const placeOfCounty = async ({ tx, actor, now }: Asking): Promise<Place> => {
  const path = (await currentRegister(tx)).pathOf(actor.scope, localDate(now));
  if (!path) throw new Refused('admission.not-found');
  // A county directly below its province is its own prefecture.
  return { countyCode: actor.scope, prefectureCode: path.prefecture ?? actor.scope, provinceCode: path.province };
};

/** A town of the actor's own county, under any of its codes; refused otherwise. */
export const ensureTownOf = async (
  { tx, actor, now }: Asking & { readonly actor: Actor },
  townCode: string | null | undefined,
): Promise<void> => {
  if (!townCode) return;
  const register = await currentRegister(tx);
  const line = register.lineOf(townCode, localDate(now));
  if (!line.some((division) => division.code === actor.scope)) throw new Refused('admission.town-of-another-county');
};

/** Names of counties and full names of towns, as they are called now. */
export const placeNames = async (tx: Call['tx']) => {
  const register = await currentRegister(tx);
  return {
    countyOf: (code: string): string => register.find(code)?.name ?? code,
    townOf: (code: string | null | undefined): string | null => (code ? (register.fullNameOf(code) ?? code) : null),
  };
};
