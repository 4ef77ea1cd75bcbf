import { Refused } from '@xueqian/kernel/decision.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { findPaperFile, type PaperFile } from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { applicationSheet } from '../../papers/application-form.ts';
import { opinionsFrom, type PaperStep, type Party, sinceHandedOver } from '../../papers/opinions.ts';
import type { FieldGroup, Opinion } from '../../papers/paper-form.ts';
import {
  applicationHead,
  applicationPrint,
  codesOfRecord,
  type FormWords,
  fileCells,
  minuteOf,
  type PrintCall,
  type StageCode,
} from '../../papers/server/index.ts';
import { hasEnded } from '../crossing.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { crossingFormInput, crossingFormPath } from '../paper-contract.ts';
import { type CrossingRow, findCrossing, listSteps } from './store.ts';
import { viewOf } from './view.ts';

/** The codes of its papers, by step; another destination or reason changes them all. */
export const paperCodesOf = (sealer: Sealer, row: CrossingRow, steps: readonly PaperStep[]): StageCode[] =>
  codesOfRecord(
    sealer,
    `crossing:${row.id}`,
    [row.direction, row.childName, row.childSex, row.childBirthOn, row.otherCode, row.otherInstitution, row.reason],
    steps.map(({ act, at, reason }) => ({ step: act, at, said: reason })),
  );

const opinionsOf = (row: CrossingRow, county: boolean, steps: readonly PaperStep[], words: FormWords): Opinion[] => {
  const t = (key: string, facts?: Record<string, string>) => words.own(`province-border:paper.${key}`, facts);
  const say = ({ act, at, personName, reason }: PaperStep): string =>
    words.text('application.said', {
      what: [words.own(`province-border:steps.${act}`), reason ?? ''].filter(Boolean).join(' '),
      person: personName,
      at: minuteOf(at),
    });
  const isOut = row.direction === 'out';
  const seal = words.text('application.institutionSignature');
  const releases: Party[] = [
    { title: t('sender'), acts: ['release'], signature: seal },
    ...(county
      ? [{ title: t('county'), acts: ['approve'], signature: words.text('application.countySignature') }]
      : []),
  ];
  const takes: Party[] = [{ title: t('receiver'), acts: ['accept', 'refuse'], signature: seal }];
  const asks = [row.otherName, row.otherInstitution].filter(Boolean).join(' ');
  return [
    {
      title: words.text('application.guardianSays'),
      said: t(isOut ? 'asksOut' : 'asksIn', { from: row.institutionName, to: row.institutionName, place: asks }),
      signature: words.text('application.guardianSignature'),
    },
    ...opinionsFrom(isOut ? sinceHandedOver(steps, 'submit') : steps, isOut ? releases : takes, {
      say,
      choice: hasEnded(row.state) || row.state === 'sent' ? '' : words.text('application.choice'),
    }),
  ];
};

/** What came of it beyond our own parties: taken back, gone, stayed. */
const outcomeOf = (steps: readonly PaperStep[], words: FormWords): string[] => {
  const last = steps.at(-1);
  if (!last || !['withdraw', 'go', 'go-unanswered', 'stay', 'come-back'].includes(last.act)) return [];
  const what = [words.own(`province-border:steps.${last.act}`), last.reason ?? ''].filter(Boolean).join(' ');
  return [words.text('application.said', { what, person: last.personName, at: minuteOf(last.at) })];
};

const groupsOf = (row: CrossingRow, file: PaperFile | null, words: FormWords): FieldGroup[] => {
  const { text, own } = words;
  const isOut = row.direction === 'out';
  const isOpen = !hasEnded(row.state);
  const wide = true;
  return [
    {
      title: text('application.child'),
      cells: [
        { label: text('application.name'), value: row.childName, wide: row.childName.length > 14 },
        { label: text('application.sex'), value: own(`province-border:sexes.${row.childSex}`) },
        { label: text('application.birthOn'), value: row.childBirthOn },
        ...(isOpen
          ? [
              { label: text('application.studentNumber'), value: file?.child.numberMasked ?? '' },
              ...fileCells(words, file, ['identityNumber', 'address']),
            ]
          : []),
      ],
    },
    ...(isOpen
      ? [
          {
            title: text('application.guardian'),
            cells: fileCells(words, file, ['guardianName', 'guardianRelation', 'guardianPhone']),
          },
        ]
      : []),
    {
      title: text('application.content'),
      cells: [
        { label: own(`province-border:paper.${isOut ? 'from' : 'to'}`), value: row.institutionName, wide },
        { label: own(`province-border:paper.${isOut ? 'toPlace' : 'fromPlace'}`), value: row.otherName, wide },
        {
          label: own(`province-border:paper.${isOut ? 'to' : 'from'}`),
          value: row.otherInstitution ?? '',
          wide,
        },
        ...(row.reason === null ? [] : [{ label: own('province-border:paper.reason'), value: row.reason, wide }]),
        ...(row.happenedOn === null
          ? []
          : [{ label: own(`province-border:paper.${isOut ? 'leftOn' : 'admittedOn'}`), value: row.happenedOn, wide }]),
      ],
    },
  ];
};

const make = async (call: PrintCall, crossingId: number, words: FormWords) => {
  const { tx, services, now } = call;
  const row = await findCrossing(tx, crossingId);
  if (!row) throw new Refused('province-border.not-found');
  const { needsCounty, childId } = await viewOf(call, row);
  const steps = await listSteps(tx, crossingId);
  const file = childId === null ? null : await findPaperFile(tx, services.sealer, childId, false, localDate(now));
  const { own } = words;
  const title = own(`province-border:paper.titles.${row.direction}`);
  const county = needsCounty || row.approvedAt !== null;
  const sheet = applicationSheet({
    title,
    head: applicationHead(words, row.id, own(`province-border:states.${row.state}`), localDate(row.drawnUpAt)),
    groups: groupsOf(row, file, words),
    opinions: opinionsOf(row, county, steps, words),
    notes: [...outcomeOf(steps, words), ...(hasEnded(row.state) ? [] : [own('province-border:paper.note')])],
  });
  return {
    subject: row.childId === null ? `crossing ${row.id}` : `child ${row.childId}`,
    facts: { crossingId, state: row.state },
    sheets: [{ sheet, code: paperCodesOf(services.sealer, row, steps).at(-1)?.code ?? '' }],
    fileName: `${title}-${row.childName}`,
  };
};

export const provinceBorderStreams: StreamHandler[] = [
  applicationPrint({
    id: 'province-border.print-form',
    path: crossingFormPath,
    permission: 'papers.print',
    audit: 'province-border.form-printed',
    input: crossingFormInput,
    texts: makeMessages({ 'zh-CN': { 'province-border': zh }, en: { 'province-border': en } }),
    make: (call, { crossingId }, words) => make(call, crossingId, words),
  }),
];
