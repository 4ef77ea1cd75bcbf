import type { Tx } from '@xueqian/platform/database.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { findPaperFile, type PaperFile } from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { applicationSheet, type Stage } from '../../papers/application-form.ts';
import type { CodedSheet, FieldGroup, Opinion } from '../../papers/paper-form.ts';
import {
  applicationHead,
  codesOfRecord,
  type FormWords,
  fileCells,
  minuteOf,
  type PrintCall,
  type StageCode,
} from '../../papers/server/index.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { isDrawnUp, openTransferStates, type TransferSide } from '../transfer.ts';
import type { TransferRow } from './store.ts';
import { viewOf } from './view.ts';

export const transferTexts = makeMessages({ 'zh-CN': { transfers: zh }, en: { transfers: en } });

/** What has come of a transfer, step by step. */
const stagesOf = (row: TransferRow): Stage[] => [
  { step: 'asked', at: row.askedAt },
  ...(row.releasedAt ? [{ step: 'released', at: row.releasedAt, said: row.releasedOver }] : []),
  ...(row.acceptedAt ? [{ step: 'accepted', at: row.acceptedAt, said: `${row.classId} ${row.admittedOn}` }] : []),
  ...(row.approvedAt ? [{ step: 'approved', at: row.approvedAt }] : []),
  ...(row.endedAt ? [{ step: row.state, at: row.endedAt, said: row.note }] : []),
];

/** The codes of the papers of a transfer, by stage. */
export const paperCodesOf = (sealer: Sealer, row: TransferRow): StageCode[] =>
  codesOfRecord(
    sealer,
    `transfer:${row.id}`,
    [row.childId, row.childName, row.childSex, row.childBirthOn, row.fromId, row.toId, row.startedBy, row.reason],
    stagesOf(row),
  );

/** Whose no it was. */
const refuserOf = (row: TransferRow): TransferSide | null => {
  if (row.state !== 'refused') return null;
  if (row.releasedAt === null) return 'sender';
  return row.acceptedAt === null ? 'receiver' : 'receiving-county';
};

const isOpen = ({ state }: TransferRow): boolean => openTransferStates.some((open) => open === state);

/** What each party has said so far; who has not spoken yet finds boxes to tick. */
const opinionsOf = (row: TransferRow, className: string | null, county: boolean, words: FormWords): Opinion[] => {
  const t = (key: string, facts?: Record<string, string>) => words.own(`transfers:paper.${key}`, facts);
  const by = (what: string, person: string | null, at: Date): string =>
    words.text('application.said', { what, person: person ?? '', at: minuteOf(at) });
  const refuser = refuserOf(row);
  const other = (side: TransferSide): string => {
    if (refuser === side && row.endedAt) return by(t('refused', { reason: row.note ?? '' }), row.endedBy, row.endedAt);
    return isOpen(row) ? words.text('application.choice') : '';
  };
  const released = (at: Date): string => {
    if (row.releasedOver === null) return by(t('released'), row.releasedBy, at);
    return by(t('releasedOver', { office: row.releasedOver, reason: row.note ?? '' }), row.releasedBy, at);
  };
  const taken = (at: Date): string =>
    by(
      className === null
        ? t('acceptedOn', { on: row.admittedOn ?? '' })
        : t('accepted', { class: className, on: row.admittedOn ?? '' }),
      row.acceptedBy,
      at,
    );
  const seal = words.text('application.institutionSignature');
  return [
    {
      title: words.text('application.guardianSays'),
      said: t('asks', { from: row.fromName, to: row.toName }),
      signature: words.text('application.guardianSignature'),
    },
    { title: t('sender'), said: row.releasedAt ? released(row.releasedAt) : other('sender'), signature: seal },
    { title: t('receiver'), said: row.acceptedAt ? taken(row.acceptedAt) : other('receiver'), signature: seal },
    ...(county || row.approvedAt || refuser === 'receiving-county'
      ? [
          {
            title: t('county'),
            said: row.approvedAt ? by(t('approved'), row.approvedBy, row.approvedAt) : other('receiving-county'),
            signature: words.text('application.countySignature'),
          },
        ]
      : []),
  ];
};

type Shown = { readonly row: TransferRow; readonly childName: string; readonly file: PaperFile | null };

const groupsOf = ({ row, childName, file }: Shown, className: string | null, words: FormWords): FieldGroup[] => {
  const { text, own } = words;
  const isMasked = childName !== row.childName;
  const wide = true;
  return [
    {
      title: text('application.child'),
      cells: [
        { label: text('application.name'), value: childName, wide: !isMasked && childName.length > 14 },
        ...(isMasked ? [{ label: text('application.nameByHand'), value: '' }] : []),
        { label: text('application.sex'), value: own(`transfers:paper.sexes.${row.childSex}`) },
        { label: text('application.birthOn'), value: row.childBirthOn },
        ...(isOpen(row)
          ? [
              { label: text('application.studentNumber'), value: file?.child.numberMasked ?? '' },
              ...fileCells(words, file, ['identityNumber', 'address']),
            ]
          : []),
      ],
    },
    ...(isOpen(row)
      ? [
          {
            title: text('application.guardian'),
            cells: fileCells(words, file, ['guardianName', 'guardianRelation', 'guardianPhone']),
          },
        ]
      : []),
    {
      title: own('transfers:paper.content'),
      cells: [
        { label: own('transfers:columns.from'), value: row.fromName, wide },
        { label: own('transfers:paper.fromPlace'), value: words.placeName(row.fromCounty), wide },
        { label: own('transfers:columns.to'), value: row.toName, wide },
        { label: own('transfers:paper.toPlace'), value: words.placeName(row.toCounty), wide },
        { label: own('transfers:reason'), value: row.reason, wide },
        ...(row.admittedOn === null
          ? []
          : [
              { label: own('transfers:admittedOn'), value: row.admittedOn },
              // The other side's classes are no business of the one that let go.
              ...(className === null ? [] : [{ label: text('application.class'), value: className }]),
            ]),
      ],
    },
  ];
};

/** The form, and the child's name as the asker sees it. */
type TransferPaper = CodedSheet & { readonly childName: string };

/** The application form of a transfer, before it is decided and after, as far as the asker sees it. */
export const transferPaper = async (call: PrintCall, row: TransferRow, words: FormWords): Promise<TransferPaper> => {
  const { tx, actor, now, services } = call;
  const on = localDate(now);
  const view = await viewOf(tx, row, actor, on);
  const file = await fileOf(tx, services.sealer, isOpen(row) ? view.childId : null, on);
  const { own } = words;
  const withdrawn = row.state === 'withdrawn' && row.endedAt !== null;
  const sheet = applicationSheet({
    title: own('transfers:paper.title'),
    head: applicationHead(
      words,
      row.id,
      own(`transfers:states.${isDrawnUp(row) ? 'drawnUp' : row.state}`),
      localDate(row.askedAt),
    ),
    groups: groupsOf({ row, childName: view.childName, file }, view.className, words),
    opinions: opinionsOf(row, view.className, view.needsCounty, words),
    notes: [
      ...(withdrawn && row.endedAt
        ? [
            row.isOvertaken
              ? own('transfers:paper.overtaken', { at: minuteOf(row.endedAt) })
              : own('transfers:paper.withdrawn', { person: row.endedBy ?? '', at: minuteOf(row.endedAt) }),
          ]
        : []),
      ...(isOpen(row) ? [own('transfers:paper.note')] : []),
    ],
  });
  return { sheet, code: paperCodesOf(services.sealer, row).at(-1)?.code ?? '', childName: view.childName };
};

const fileOf = (tx: Tx, sealer: Sealer, childId: number | null, on: string): Promise<PaperFile | null> =>
  childId === null ? Promise.resolve(null) : findPaperFile(tx, sealer, childId, false, on);
