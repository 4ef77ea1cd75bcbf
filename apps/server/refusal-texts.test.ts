import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { permissions } from '@xueqian/kernel/permissions.ts';
import { childStates } from '@xueqian/modules/children/child.ts';
import { problemCodes } from '@xueqian/modules/children/problem-codes.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { makeTestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { describe, expect, it } from 'vitest';
import { constraintRefusals } from './app.ts';

const read = (file: string): string => readFileSync(path.join(productRoot, file), 'utf8');
const sources = (folder: string): string[] =>
  readdirSync(path.join(productRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter(
      (file) => /\.ts$/.test(file) && !/\.test\.ts$|\/testing\/|\/web\//.test(file) && !file.includes('node_modules'),
    );

/** Every `module.what-stands-in-the-way` that server code or a rule says, found in the source itself. */
const moduleNames = readdirSync(path.join(productRoot, 'modules')).filter((name) =>
  existsSync(path.join(productRoot, 'modules', name, 'contract.ts')),
);
const said = new Map<string, string>();
for (const file of ['modules', 'platform', 'kernel', 'apps/server'].flatMap(sources)) {
  const text = read(file);
  for (const [, code = ''] of text.matchAll(
    /(?:Refused|RefusedAndKept|refuse|no|ProblemReply\(\s*\d+,\s*|code:|:)\(?\s*'([a-z]+\.[a-z][a-z0-9-]+)'/g,
  ))
    if (/Refused|refuse\(|no\(|ProblemReply|Constraints|\bCode\b/.test(text)) said.set(code, file);
}
const ids = new Set([
  ...Object.keys(permissions),
  ...moduleNames.flatMap((name) => [
    ...[...read(`modules/${name}/contract.ts`).matchAll(/(?:id|audit|permission): '([a-z.0-9-]+)'/g)].map(
      ([, id]) => id,
    ),
    ...sources(`modules/${name}/server`).flatMap((file) =>
      [...read(file).matchAll(/(?:id|audit|permission|name): '([a-z.0-9-]+)'|Job = '([a-z.0-9-]+)'/g)].map(
        ([, id, job]) => id ?? job,
      ),
    ),
  ]),
]);
const codes = [...said.keys()].filter(
  (code) =>
    !ids.has(code) &&
    (moduleNames.includes(code.split('.')[0] ?? '') || /^(session|permission|request|input)\./.test(code)),
);

type Messages = { readonly [key: string]: string | Messages };
const textAt = (messages: Messages, key: string): string | undefined => {
  let at: string | Messages | undefined = messages;
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' ? at : undefined;
};

describe('refusals', () => {
  it('are found in the source', () => {
    expect(codes.length).toBeGreaterThan(45);
    for (const known of [
      'importing.not-found',
      'children.not-editable',
      'accounts.sign-in-locked',
      'registration.entered-by-yourself',
      'request.foreign',
    ])
      expect(codes, known).toContain(known);
  });

  it.each(['zh-CN', 'en'])('have their texts in %s', (language) => {
    const missing = [...codes, ...Object.values(constraintRefusals)].filter((code) => {
      const [module = '', name = ''] = [code.slice(0, code.indexOf('.')), code.slice(code.indexOf('.') + 1)];
      const ours = moduleNames.includes(module);
      const messages = JSON.parse(read(`${ours ? `modules/${module}` : 'ui'}/messages/${language}.json`)) as Messages;
      const text = textAt(messages, `refusals.${ours ? name : code}`);
      return text === undefined || text.length < 8;
    });
    expect([...new Set(missing)].sort()).toEqual([]);
  });

  it.each(['zh-CN', 'en'])('of the history have their words in %s', (language) => {
    const messages = JSON.parse(read(`modules/children/messages/${language}.json`)) as Messages;
    const [, list = ''] = /action_is_known CHECK \(\(action = ANY \(ARRAY\[(.*?)\]/.exec(read('db/schema.sql')) ?? [];
    const actions = [...list.matchAll(/'([a-z-]+)'::text/g)].map(([, action = '']) => action);
    expect(actions.length).toBeGreaterThan(10);
    for (const action of actions) expect(textAt(messages, `pages.child.action.${action}`), action).toBeTruthy();
  });

  it.each(['zh-CN', 'en'])('of a cell and of a state have their texts in %s', (language) => {
    const messages = JSON.parse(read(`modules/children/messages/${language}.json`)) as Messages;
    for (const code of Object.keys(problemCodes)) expect(textAt(messages, `checks.${code}`), code).toBeTruthy();
    for (const state of childStates) expect(JSON.stringify(messages), state).toContain(`"${state}"`);
  });
});

/** Constraints that no request can meet, each with its reason. */
const outOfReach: Readonly<Record<string, string>> = {
  // Values come from our own code or are checked against the same list in the contract.
  account_level_is_known: 'accounts are made by the owner',
  account_login_once: 'accounts are made by the owner',
  account_of_an_institution_names_it: 'accounts are made by the owner',
  account_role_is_known: 'accounts are made by the owner',
  accounts_institution_id_fkey: 'accounts are made by the owner',
  accounts_office_id_fkey: 'offices, people and accounts are made by the owner',
  accounts_person_id_fkey: 'offices, people and accounts are made by the owner',
  office_below_the_ministry_has_a_province: 'offices, people and accounts are made by the owner',
  office_kind_is_known: 'offices, people and accounts are made by the owner',
  office_level_is_known: 'offices, people and accounts are made by the owner',
  office_of_an_institution_names_it: 'offices, people and accounts are made by the owner',
  office_once: 'offices, people and accounts are made by the owner',
  offices_department_id_fkey: 'offices, people and accounts are made by the owner',
  offices_institution_id_fkey: 'offices, people and accounts are made by the owner',
  person_has_a_name: 'offices, people and accounts are made by the owner',
  person_identity_is_sealed: 'offices, people and accounts are made by the owner',
  person_once: 'offices, people and accounts are made by the owner',
  section_belongs_to_a_department: 'offices, people and accounts are made by the owner',
  account_lock_reason_is_known: 'written in code',
  account_lock_has_a_reason: 'both are one statement',
  trainings_person_id_fkey: 'the row is selected from the accounts',
  trainings_office_id_fkey: 'the row is selected from the accounts',
  trainings_recorded_by_fkey: 'the actor',
  leaders_office_id_fkey: 'the actor',
  leaders_recorded_by_fkey: 'the actor',
  leader_post_is_known: 'the contract holds the same list',
  leader_filings_office_id_fkey: 'the actor',
  leader_filings_sent_by_fkey: 'the actor',
  leader_filings_decided_by_fkey: 'the actor',
  leader_filing_state_is_known: 'written in code',
  commitments_office_id_fkey: 'the actor',
  commitments_person_id_fkey: 'the actor',
  commitments_signed_by_fkey: 'the actor',
  division_filings_office_id_fkey: 'the actor',
  division_filings_sent_by_fkey: 'the actor',
  division_filings_decided_by_fkey: 'the actor',
  division_filing_state_is_known: 'written in code',
  recoveries_account_id_fkey: 'the row is selected from the accounts',
  recoveries_office_id_fkey: 'the row is selected from the accounts',
  recoveries_decided_by_fkey: 'the actor',
  recovery_state_is_known: 'written in code',
  recovery_issued_was_checked: 'the contract asks for what was checked',
  lendings_account_id_fkey: 'the actor',
  lendings_office_id_fkey: 'the actor',
  lendings_decided_by_fkey: 'the actor',
  lending_state_is_known: 'written in code',
  lending_has_a_borrower: 'the contract asks for it',
  lending_has_a_reason: 'the contract asks for it',
  lending_lies_ahead: 'the rule asks for it',
  first_reviews_pkey: 'on conflict do update',
  first_reviews_changed_by_fkey: 'the actor',
  training_has_a_course: 'the contract asks for it',
  leader_has_a_name: 'the contract asks for it',
  leading_group_has_one_head: 'the rule asks for it under the lock',
  leading_group_waits_once: 'the rule asks for it under the lock',
  leader_filing_returned_has_a_reason: 'the contract asks for it',
  commitment_is_signed_once: 'on conflict do nothing',
  division_waits_once: 'the rule asks for it under the lock',
  division_filing_returned_has_a_reason: 'the contract asks for it',
  password_history_account_id_fkey: 'accounts are never removed',
  pending_sign_ins_account_id_fkey: 'accounts are never removed',
  pending_sign_ins_pkey: 'a digest of 256 random bits',
  recovery_codes_account_id_fkey: 'accounts are never removed',
  recovery_codes_pkey: 'a digest of 80 random bits',
  second_factor_is_confirmed_with_a_secret: 'both columns are one statement',
  second_factors_account_id_fkey: 'accounts are never removed',
  second_factors_pkey: 'on conflict do update',
  image_questions_pkey: 'a random number of 122 bits',
  session_idles_some_minutes: 'a pack states at least one',
  session_need_is_known: 'written in code',
  session_number_once: 'given by the database',
  sign_in_outcome_is_known: 'written in code',
  action_is_known: 'written in code',
  blocks_pkey: 'the sealer counts on under a lock',
  entry_result_is_known: 'written in code',
  retirements_pkey: 'one month, under a lock',
  announcement_has_one_kind_of_text: 'the contract asks for title and text',
  announcement_levels_are_known: 'the contract holds the same list',
  announcement_published_was_decided: 'the rule has decided it, state and date are one statement',
  announcement_state_is_known: 'written in code',
  announcements_office_id_fkey: 'the row is selected from the offices',
  attachments_announcement_id_fkey: 'the announcement is locked',
  audiences_announcement_id_fkey: 'a trigger writes it',
  audiences_pkey: 'a trigger writes it',
  child_first_review_is_of_the_confirmed: 'state and first review are one statement',
  child_first_review_was_asked: 'the rule has decided it, both are one statement',
  receipts_account_id_fkey: 'accounts are never removed',
  receipts_announcement_id_fkey: 'only drafts are removed, and nobody signs for a draft',
  receipts_office_id_fkey: 'offices are never removed',
  receipts_pkey: 'on conflict do update',
  admission_act_is_known: 'written in code',
  admission_return_has_a_reason: 'the contract and the command ask for it',
  application_admits_once: 'the institution was made a moment ago',
  application_admitted_has_a_code: 'both are one statement',
  application_handed_in_names_its_way: 'the rule asks for a complete form first',
  application_state_is_known: 'written in code',
  application_way_is_known: 'the policy pack holds the same list',
  applications_admitted_as_fkey: 'the institution was made a moment ago',
  applications_submitted_by_fkey: 'the actor',
  applications_unlicensed_id_fkey: 'the record is locked',
  scan_kind_is_known: 'looked up in the same list',
  scans_added_by_fkey: 'the actor',
  scans_application_id_fkey: 'the application is locked',
  steps_account_id_fkey: 'the actor',
  steps_application_id_fkey: 'the application is locked',
  unlicensed_changed_by_fkey: 'the actor',
  unlicensed_children_are_counted: 'the contract asks for it',
  unlicensed_closing_has_a_reason: 'the contract asks for it',
  unlicensed_state_is_known: 'written in code',
  baseline_is_not_negative: 'baselines are loaded',
  baselines_institution_id_fkey: 'baselines are loaded',
  baselines_pkey: 'baselines are loaded',
  basic_version_state_is_known: 'written in code',
  task_closes_after_it_opened: 'the statement takes the later day',
  task_holder_is_an_institution_or_its_county: 'written in code',
  task_is_open_once: 'on conflict do nothing',
  task_kind_is_known: 'written in code',
  task_paused_knows_what_is_left: 'both are one statement',
  task_period_has_a_unit: 'both come from one rule',
  task_rises_to_a_department: 'written in code',
  tasks_institution_id_fkey: 'the row is selected from the institutions',
  term_check_names_a_half_year: 'written in code',
  term_checks_checked_by_fkey: 'the account of whoever asks',
  term_checks_institution_id_fkey: 'the row is selected from the institutions',
  term_checks_pkey: 'on conflict do nothing',
  paper_record_is_known: 'the path names one of the same list',
  papers_added_by_fkey: 'the account of whoever asks',
  papers_institution_id_fkey: 'the institution of the record',
  papers_pkey: 'a random number of 122 bits',
  rectification_answered_has_an_answer: 'the contract asks for it, state and answer are one statement',
  rectification_is_due_after_it_was_issued: 'the rule asks for it',
  rectification_is_issued_once: 'on conflict do nothing',
  rectification_return_has_a_reason: 'the rule asks for it',
  rectification_state_is_known: 'written in code',
  rectification_violation_is_known: 'the contract holds the same list',
  rectifications_answered_by_fkey: 'the account of whoever asks',
  rectifications_decided_by_fkey: 'the account of whoever asks',
  rectifications_institution_id_fkey: 'the row is selected from the institutions',
  rectifications_issued_by_fkey: 'the account of whoever asks',
  finding_has_found_something: 'a rule without a finding has no row',
  finding_severity_is_known: 'written in code',
  findings_institution_id_fkey: 'the row is selected from the institutions',
  findings_pkey: 'on conflict do update',
  section_is_known: 'the contract holds the same list',
  section_newest_state_is_known: 'written in code',
  section_of_finance_names_its_half_year: 'the rule asks for it',
  section_approved_was_confirmed: 'state and reviewer are one statement, of what was confirmed',
  section_version_belongs_to_its_section: 'the section is made before its first version',
  section_version_state_is_known: 'written in code',
  section_versions_confirmed_by_fkey: 'the account of whoever asks',
  section_versions_entered_by_fkey: 'the account of whoever asks',
  section_versions_returned_by_fkey: 'the account of whoever asks',
  section_versions_reviewed_by_fkey: 'the account of whoever asks',
  section_versions_submitted_by_fkey: 'the account of whoever asks',
  sections_institution_id_fkey: 'the row is selected from the institutions',
  sections_pkey: 'on conflict do nothing',
  basic_versions_institution_id_fkey: 'the row is selected from the institutions',
  case_closed_has_an_outcome: 'written in code',
  case_kind_is_known: 'written in code',
  case_open_once_for_a_pair: 'on conflict do nothing',
  case_state_is_known: 'written in code',
  cases_earlier_child_id_fkey: 'files are never removed',
  cases_later_child_id_fkey: 'files are never removed',
  child_number_kind_is_known: 'written in code',
  child_numbered_has_a_number: 'state and number are one statement',
  child_problem_holds_no_claim: 'state and claim are one statement',
  child_state_is_known: 'written in code',
  child_is_of_an_institution: 'the row is selected from the institutions',
  class_belongs_to_institution: 'the id alone is unique',
  class_type_is_known: 'the contract holds the same list',
  classes_institution_id_fkey: 'the row is selected from the institutions',
  division_level_is_known: 'the register is ours',
  division_period_runs_forward: 'the register is ours',
  divisions_pkey: 'the register is ours',
  drafts_pkey: 'on conflict do nothing',
  import_state_is_known: 'written in code',
  imports_institution_id_fkey: 'an account of the institution uploads',
  institution_basic_state_is_known: 'written in code',
  institution_code_has_ten_digits: 'institutions are taken over',
  institution_counters_institution_id_fkey: 'a trigger writes it',
  institution_counters_pkey: 'a trigger writes it',
  institution_reviewed_was_reported: 'reported is never taken back',
  number_kind_is_known: 'written in code',
  carried_out_changes_pkey: 'written by the job, once a change',
  division_change_kind_is_known: 'the contract holds the same list',
  division_change_state_is_known: 'written in code',
  division_changes_decided_by_fkey: 'the account of whoever asks',
  division_changes_drafted_by_fkey: 'the account of whoever asks',
  divisions_begun_by_fkey: 'written by the job',
  divisions_ended_by_fkey: 'written by the job',
  institution_moves_change_id_fkey: 'written by the job',
  institution_moves_institution_id_fkey: 'the row is selected from the institutions',
  institution_moves_pkey: 'written by the job, once a change',
  pack_assignments_assigned_by_fkey: 'the account of whoever asks',
  policy_setting_is_not_dated_back: 'looked at before',
  policy_setting_names_its_document: 'the contract asks for it',
  policy_settings_set_by_fkey: 'the account of whoever asks',
  row_outcome_is_known: 'written in code',
  row_results_import_id_fkey: 'imports are never removed',
  row_results_pkey: 'written anew under the row of the import',
  serial_has_three_digits: 'the statement stops at 999',
  serials_pkey: 'on conflict do update',
  sessions_account_id_fkey: 'accounts are never removed',
  sessions_pkey: 'a digest of 256 random bits',
};

describe('constraints', () => {
  it('that a request can meet are mapped to a refusal, and the map names no other', async () => {
    const database = await makeTestDatabase();
    try {
      const rows = await database.asOwner((tx) =>
        tx.rows<{ name: string; generated: boolean }>(
          `select k.conname as name, k.contype = 'p' and a.attidentity <> '' as generated from pg_constraint k join pg_namespace n on n.oid = k.connamespace
             left join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] and cardinality(k.conkey) = 1
           where n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'platform') and k.contype in ('c', 'u', 'f', 'p', 'x')
           union all
           select c.relname, false from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
           where i.indisunique and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'platform', 'pg_toast')
             and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
           union all
           select m[1], false from pg_proc p, regexp_matches(p.prosrc, 'constraint = ''([a-z_]+)''', 'g') m`,
        ),
      );
      const names = new Set(rows.filter((row) => !row.generated).map((row) => row.name));
      const answered = new Set([...Object.keys(constraintRefusals), ...Object.keys(outOfReach)]);
      expect([...names].filter((name) => !answered.has(name)).sort()).toEqual([]);
      expect([...answered].filter((name) => !names.has(name)).sort()).toEqual([]);
      expect(Object.keys(outOfReach).filter((name) => name in constraintRefusals)).toEqual([]);
    } finally {
      await database.drop();
    }
  });
});
