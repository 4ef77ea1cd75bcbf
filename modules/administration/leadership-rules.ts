import type { Actor } from '@xueqian/kernel/actor.ts';
import { nameKey } from '@xueqian/kernel/personal-name.ts';

/** A member of the leading group of an institution (Binhai measures, article 12 (1)). */
export type Member = {
  readonly name: string;
  readonly post: 'head' | 'administrator' | 'class-teacher' | 'finance' | 'personnel' | 'member';
  readonly sinceOn: string;
};

/** Which text of the commitment letter is signed; a new text asks everybody again. */
export const commitmentEdition = 1;

const keyOf = (members: readonly Member[]): string =>
  members
    .map(({ name, post }) => `${post}|${name}`)
    .sort()
    .join('\n');

/** Whether the group is another than the one that was sent; null: none was. */
export const differs = (members: readonly Member[], sent: readonly Member[] | null): boolean =>
  sent === null ? members.length > 0 : keyOf(members) !== keyOf(sent);

/** Whether the signature is the account's own real name. */
export const isPrincipal = (actor: Pick<Actor, 'personName' | 'role' | 'level'>, signature: string): boolean =>
  actor.level === 'institution' && actor.role === 'review' && nameKey(actor.personName) === nameKey(signature);
