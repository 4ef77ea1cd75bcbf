import { Refused } from '@xueqian/kernel/decision.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { formFields } from '../../children/form-fields.ts';
import { keyFields } from '../../children/rules.ts';
import { findPaperFile, type PaperFile } from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { applicationSheet, type Stage } from '../../papers/application-form.ts';
import type { Block, FieldGroup, Opinion } from '../../papers/paper-form.ts';
import {
  applicationHead,
  applicationPrint,
  codesOfRecord,
  type FormWords,
  minuteOf,
  type PrintCall,
  type StageCode,
} from '../../papers/server/index.ts';
import { openKeyChangeStates } from '../key-change.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { keyChangeFormInput, keyChangeFormPath } from '../paper-contract.ts';
import { type ApplicationRow, findApplication } from './store.ts';
import { identitiesOf, viewOf } from './view.ts';

type View = Awaited<ReturnType<typeof viewOf>>;

/** The principal's word, unless the application was handed over anew since. */
const verifiedAt = ({ verifiedAt: at, submittedAt }: ApplicationRow): Date | null =>
  at !== null && submittedAt !== null && at >= submittedAt ? at : null;

/** The last word, unless the application went on after it. */
const decidedAt = ({ state, decidedAt: at }: ApplicationRow): Date | null =>
  state === 'draft' || state === 'submitted' || state === 'verified' ? null : at;

const stagesOf = (row: ApplicationRow): Stage[] => {
  const [verified, decided] = [verifiedAt(row), decidedAt(row)];
  return [
    { step: 'entered', at: row.enteredAt },
    ...(verified ? [{ step: 'verified', at: verified }] : []),
    ...(decided ? [{ step: row.state, at: decided, said: row.note }] : []),
  ];
};

/** The codes of its papers, by stage; values that are changed change them all. */
export const paperCodesOf = (call: Pick<PrintCall, 'services'>, row: ApplicationRow): StageCode[] => {
  const { before, after } = identitiesOf(call, row);
  const content = [JSON.stringify(row.oldValues), before, JSON.stringify(row.newValues), after];
  return codesOfRecord(
    call.services.sealer,
    `key-change:${row.id}`,
    [row.childId, row.institutionId, row.appliedOn, row.reason, ...content],
    stagesOf(row),
  );
};

const opinionsOf = (row: ApplicationRow, view: View, words: FormWords): Opinion[] => {
  const t = (key: string, facts?: Record<string, string>) => words.own(`key-changes:paper.${key}`, facts);
  const by = (what: string, person: string | null, at: Date): string =>
    words.text('application.said', { what, person: person ?? '', at: minuteOf(at) });
  const [verified, decided] = [verifiedAt(row), decidedAt(row)];
  const isOpen = openKeyChangeStates.some((open) => open === row.state);
  const open = isOpen ? words.text('application.choice') : '';
  const no =
    row.state === 'refused' && decided ? by(t('refused', { reason: row.note ?? '' }), row.decidedBy, decided) : null;
  const yes = row.state === 'completed' && decided ? by(t('approved'), row.decidedBy, decided) : null;
  return [
    {
      title: words.text('application.guardianSays'),
      said: t('asks'),
      signature: words.text('application.guardianSignature'),
    },
    { title: t('clerk'), said: by(t('entered'), row.enteredBy, row.enteredAt), signature: t('clerkSignature') },
    {
      title: t('principal'),
      said: verified ? by(t('verified'), row.verifiedBy, verified) : (no ?? open),
      signature: words.text('application.institutionSignature'),
    },
    ...(view.needsCounty
      ? [
          {
            title: t('county'),
            said: yes ?? (verified && no ? no : open),
            signature: words.text('application.countySignature'),
          },
        ]
      : []),
  ];
};

/** Old and new side by side: all that identifies a child, and what else is to change. */
const valuesOf = (view: View, words: FormWords): Extract<Block, { kind: 'list' }> => {
  const t = (key: string) => words.own(`key-changes:compare.${key}`);
  const isDone = view.state === 'completed';
  const columns = [...keyFields, ...view.fields.filter((field) => !(keyFields as readonly string[]).includes(field))];
  const word = (column: string, values: View['before']): string => {
    const field = formFields.find((each) => each.column === column);
    return field ? words.valueOf(field, values[column] ?? null) : '';
  };
  return {
    kind: 'list',
    columns: [
      { title: t('field'), share: 4 },
      { title: t(isDone ? 'was' : 'before'), share: 8 },
      { title: t(isDone ? 'is' : 'after'), share: 8 },
    ],
    rows: columns.map((column) => [
      words.fieldName(column),
      word(column, view.before),
      view.fields.includes(column) ? word(column, view.after) : t('same'),
    ]),
    least: 22,
  };
};

const groupsOf = (row: ApplicationRow, view: View, file: PaperFile | null, words: FormWords): FieldGroup[] => {
  const { text, own } = words;
  return [
    {
      title: text('application.child'),
      cells: [
        { label: text('application.name'), value: row.childName, wide: true },
        { label: text('head.institution'), value: row.institutionName, wide: true },
        { label: text('application.studentNumber'), value: file?.child.numberMasked ?? '' },
        { label: text('application.class'), value: file?.child.className ?? '' },
      ],
    },
    {
      title: text('application.content'),
      cells: [
        { label: own('key-changes:reason'), value: row.reason, wide: true },
        {
          label: own('key-changes:papers.title'),
          value: view.papers.map(({ fileName }) => fileName).join(own('key-changes:and')),
          wide: true,
        },
      ],
    },
  ];
};

const notesOf = (view: View, words: FormWords): string[] => [
  ...(view.isRenumbered ? [words.own('key-changes:renumbered')] : []),
  ...(view.state === 'returned' ? [words.own('key-changes:notes.returned', { reason: view.note ?? '' })] : []),
  words.own('key-changes:paper.note'),
];

export const keyChangeStreams: StreamHandler[] = [
  applicationPrint({
    id: 'key-changes.print-form',
    path: keyChangeFormPath,
    permission: 'papers.print',
    audit: 'key-changes.form-printed',
    input: keyChangeFormInput,
    texts: makeMessages({ 'zh-CN': { 'key-changes': zh }, en: { 'key-changes': en } }),
    make: async (call, { applicationId }, words) => {
      const row = await findApplication(call.tx, applicationId);
      if (!row) throw new Refused('key-changes.not-found');
      const view = await viewOf(call, row);
      const file = await findPaperFile(call.tx, call.services.sealer, row.childId, false, localDate(call.now));
      const { own } = words;
      const title = own('key-changes:paper.title');
      const sheet = applicationSheet({
        title,
        head: applicationHead(words, row.id, own(`key-changes:states.${row.state}`), row.appliedOn),
        groups: groupsOf(row, view, file, words),
        lists: [valuesOf(view, words)],
        opinions: opinionsOf(row, view, words),
        notes: notesOf(view, words),
      });
      return {
        subject: `key change ${applicationId}`,
        facts: { child: row.childId, state: row.state },
        sheets: [{ sheet, code: paperCodesOf(call, row).at(-1)?.code ?? '' }],
        fileName: `${title}-${row.childName}`,
      };
    },
  }),
];
