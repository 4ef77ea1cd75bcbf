import type { GoodRequest } from './good-admissions.ts';
import { applicationBody, correctedNumber, keyChangePlay } from './key-change-play.ts';
import type { TestApp } from './test-app.ts';

/** Makers of requests that succeed, for every command of key changes. */
export const makeGoodKeyChanges = (app: TestApp): Record<string, () => Promise<GoodRequest>> => {
  const { numbered, applied, submitted } = keyChangePlay(() => app);
  let n = 8400;
  const child = () => {
    n += 1;
    return numbered('d', n, { classCode: '' });
  };
  const ask = (login: string, path: string, body: object): GoodRequest => ({ login, path, body: { ...body } });
  const values = () => ({ identityNumber: correctedNumber(n) });
  const drafted = async () => applied('d', await child(), values());
  const handedIn = async () => submitted('d', await child(), values());
  const reason = '材料不清楚';
  return {
    'key-changes.enter-key-change': async () =>
      ask('d-ordinary', `children/${await child()}/key-changes`, applicationBody(values(), '2026-11-20')),
    'key-changes.edit-key-change': async () =>
      ask('d-ordinary', `key-changes/${await drafted()}/values`, { revision: 1, values: values(), reason }),
    'key-changes.submit-key-change': async () => {
      const id = await drafted();
      await keyChangePlay(() => app).addPaper('d', id);
      return ask('d-ordinary', `key-changes/${id}/submission`, { revision: 1 });
    },
    'key-changes.verify-key-change': async () =>
      ask('d-review', `key-changes/${await handedIn()}/verification`, { revision: 2, papersChecked: true }),
    'key-changes.return-key-change': async () =>
      ask('d-review', `key-changes/${await handedIn()}/return`, { revision: 2, reason }),
    'key-changes.refuse-key-change': async () =>
      ask('d-review', `key-changes/${await handedIn()}/refusal`, { revision: 2, reason }),
    'key-changes.withdraw-key-change': async () =>
      ask('d-ordinary', `key-changes/${await handedIn()}/withdrawal`, { revision: 2 }),
    'key-changes.approve-key-change': async () => {
      const id = await handedIn();
      // As where the rules let the county approve: they don't here.
      const principal = app.actor('d-review').accountId;
      await app.database.asOwner((tx) =>
        tx.run(
          `update key_changes.applications set state = 'verified', verified_by = $2, verified_at = entered_at, revision = 3 where id = $1`,
          [id, principal],
        ),
      );
      return ask('410611-review', `key-changes/${id}/approval`, { revision: 3 });
    },
  };
};
