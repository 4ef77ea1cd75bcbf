import { normaliseIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { identityPlain, sealKinds } from './identity-claim.ts';
import { findByClaims, findByNumber } from './store.ts';

/** Document types whose numbers are not eighteen characters and so are unique within their type only. */
const typedDocuments = ['6', '7', '8', '9', 'A', 'D', 'E', 'Z'];

/** The child of a whole student number or identity number, in my scope; null when there is none. */
export const find = async (call: Call, text: string): Promise<number | null> => {
  const { tx } = call;
  const { sealer } = call.services;
  const number = normaliseIdentityNumber(text);
  const body = number.slice(1);
  const kind = number[0];
  if (number.length === 19 && (kind === 'J' || kind === 'L')) {
    return findByNumber(tx, kind, sealer.digest(sealKinds.number, body));
  }
  const identity = number.length === 19 && kind === 'G' ? body : number;
  const claims =
    identity.length === 18
      ? [sealer.digest(sealKinds.identity, identity)]
      : typedDocuments.map((type) => sealer.digest(sealKinds.identity, identityPlain(type, identity)));
  return findByClaims(tx, claims);
};
