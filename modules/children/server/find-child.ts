import { normaliseIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { identityPlain, sealKinds } from './identity-claim.ts';
import { findWholeByClaim, findWholeById } from './read-file.ts';
import { findByClaims, findByNumber, findSubjectBy } from './store.ts';

/** Document types whose numbers are not eighteen characters and so are unique within their type only. */
const typedDocuments = ['6', '7', '8', '9', 'A', 'D', 'E', 'Z'];

/** What a whole student number or identity number is found by: the digest of a number of ours, or claims. */
export const soughtBy = (call: Call, text: string): { kind: 'J' | 'L'; body: Buffer } | { claims: Buffer[] } => {
  const { sealer } = call.services;
  const number = normaliseIdentityNumber(text);
  const body = number.slice(1);
  const kind = number[0];
  if (number.length === 19 && (kind === 'J' || kind === 'L')) {
    return { kind, body: sealer.digest(sealKinds.number, body) };
  }
  const identity = number.length === 19 && kind === 'G' ? body : number;
  const claims =
    identity.length === 18
      ? [sealer.digest(sealKinds.identity, identity)]
      : typedDocuments.map((type) => sealer.digest(sealKinds.identity, identityPlain(type, identity)));
  return { claims };
};

/** The child of a whole student number or identity number, in my scope; null when there is none. */
export const find = async (call: Call, text: string): Promise<number | null> => {
  const by = soughtBy(call, text);
  return 'claims' in by ? findByClaims(call.tx, by.claims) : findByNumber(call.tx, by.kind, by.body);
};

/** The id alone, for an audit administrator, who sees no child. */
export const findSubject = (call: Call, text: string): Promise<number | null> => {
  const by = soughtBy(call, text);
  return 'claims' in by ? findSubjectBy(call.tx, by.claims, null, null) : findSubjectBy(call.tx, [], by.kind, by.body);
};

/** The same in one step with its file: most numbers are those of citizens, whose claim is the number itself. */
export const open = async (call: Call, text: string) => {
  const number = normaliseIdentityNumber(text);
  const identity = number.length === 19 && number[0] === 'G' ? number.slice(1) : number;
  if (identity.length === 18) {
    const held = await findWholeByClaim(call, call.services.sealer.digest(sealKinds.identity, identity));
    if (held) return held;
  }
  const id = await find(call, number);
  return id === null ? null : findWholeById(call, id);
};
