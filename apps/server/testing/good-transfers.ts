import type { GoodRequest } from './good-admissions.ts';
import type { TestApp } from './test-app.ts';
import { transferPlay } from './transfer-play.ts';

/** Makers of requests that succeed, for every command of transfers. */
export const makeGoodTransfers = (app: TestApp): Record<string, () => Promise<GoodRequest>> => {
  const { numbered, askBody, ask: asked, offerBody, offer, acceptBody } = transferPlay(() => app);
  let n = 8200;
  const child = () => {
    n += 1;
    return numbered('d', n, { classCode: '' });
  };
  const ask = (login: string, path: string, body: object): GoodRequest => ({ login, path, body: { ...body } });
  const askedFor = async () => {
    await child();
    return asked('a', n);
  };
  return {
    'transfers.look-up-child': async () => {
      await child();
      const { requestId: _, ...body } = askBody('a', n);
      return ask('a-ordinary', 'transfers/lookups', body);
    },
    'transfers.ask-for-transfer': async () => {
      await child();
      return ask('a-ordinary', 'transfers', askBody('a', n));
    },
    'transfers.offer-transfer': async () => ask('d-ordinary', `children/${await child()}/transfers`, offerBody('a')),
    'transfers.release-transfer': async () =>
      ask('d-ordinary', `transfers/${await askedFor()}/release`, { revision: 1 }),
    'transfers.accept-transfer': async () => {
      const id = await offer('d', await child(), 'a');
      return ask('a-ordinary', `transfers/${id}/acceptance`, await acceptBody('a', 1));
    },
    'transfers.refuse-transfer': async () =>
      ask('d-ordinary', `transfers/${await askedFor()}/refusal`, { revision: 1, reason: '材料不全' }),
    'transfers.withdraw-transfer': async () =>
      ask('a-ordinary', `transfers/${await askedFor()}/withdrawal`, { revision: 1 }),
    'transfers.approve-transfer': async () => {
      const id = await offer('d', await child(), 'a');
      // As where the rules let the county approve: they don't here.
      const { classId, admittedOn } = await acceptBody('a', 1);
      await app.database.asOwner((tx) =>
        tx.run(
          `update transfers.transfers set state = 'accepted', class_id = $2, admitted_on = $3, accepted_by = asked_by, accepted_at = asked_at, revision = 2 where id = $1`,
          [id, classId, admittedOn],
        ),
      );
      return ask('410105-review', `transfers/${id}/approval`, { revision: 2 });
    },
    'transfers.release-transfer-over': async () => {
      const id = await askedFor();
      await app.database.asOwner((tx) =>
        tx.run(`update deadlines.tasks set due_on = opened_on - 1 where kind = 'transfer-release' and subject = $1`, [
          String(id),
        ]),
      );
      return ask('410611-review', `transfers/${id}/release-over`, { revision: 1, reason: '多次催办未办' });
    },
  };
};
