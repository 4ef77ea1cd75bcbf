import type { TestApp } from './test-app.ts';

/** One row of each table of administration for every office that has an account. */
export const fillAdministration = (app: TestApp): Promise<void> =>
  app.database.asOwner(async (tx) => {
    const office = `(select distinct on (o.id) o.id as office, o.level, o.scope, a.id as account, a.person_id as person from accounts.offices o
      join accounts.accounts a on a.office_id = o.id order by o.id, a.id) o`;
    const now = '2026-11-20T01:00:00Z';
    await tx.run(
      `insert into administration.trainings (person_id, office_id, course, held_on, passed, recorded_by, recorded_at)
       select person, office, '系统操作培训', '2026-09-01', true, account, '${now}' from ${office}`,
    );
    await tx.run(
      `insert into administration.leaders (office_id, name, post, since_on, recorded_by, recorded_at)
       select office, '组员' || office, 'head', '2026-09-01', account, '${now}' from ${office}`,
    );
    await tx.run(
      `insert into administration.leader_filings (office_id, members, changed_on, state, sent_by, sent_at)
       select office, '[]', '2026-09-01', 'filed', account, '${now}' from ${office}`,
    );
    await tx.run(
      `insert into administration.commitments (office_id, person_id, signed_name, edition, signed_by, signed_at)
       select office, person, '签名' || office, 0, account, '${now}' from ${office}`,
    );
    await tx.run(
      `insert into administration.division_filings (office_id, lines, state, sent_by, sent_at)
       select office, '[]', 'filed', account, '${now}' from ${office}`,
    );
    await tx.run(
      `insert into administration.recoveries (account_id, office_id, contact_sealed, reason, state, asked_at, address)
       select account, office, '\\x01', '忘记密码', 'refused', '${now}', '127.0.0.1' from ${office}`,
    );
    await tx.run(
      `insert into administration.lendings (account_id, office_id, borrower, reason, until_at, asked_at, state)
       select account, office, '借用人', '出差', '2026-11-21', '${now}', 'ended' from ${office}`,
    );
    await tx.run(
      `insert into administration.first_reviews select scope, false, account, '${now}' from ${office} where level = 'county' on conflict do nothing`,
    );
  });
