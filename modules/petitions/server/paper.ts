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
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { petitionFormInput, petitionFormPath } from '../paper-contract.ts';
import { findPetition, listSteps, type PetitionRow } from './store.ts';
import { viewOf } from './view.ts';

type View = Awaited<ReturnType<typeof viewOf>>;

/** The codes of its papers, by step; another reason changes them all. */
export const paperCodesOf = (sealer: Sealer, row: PetitionRow, steps: readonly PaperStep[]): StageCode[] =>
  codesOfRecord(
    sealer,
    `petition:${row.id}`,
    [row.kind, row.childId, row.childName, row.fileState, row.reason, row.endsOn, row.entryYear],
    steps.map(({ act, at, reason }) => ({ step: act, at, said: reason })),
  );

/** Guardians apply for the time of school entry; of a file the institution does. */
const opinionsOf = (row: PetitionRow, view: View, steps: readonly PaperStep[], words: FormWords): Opinion[] => {
  const t = (key: string) => words.own(`petitions:paper.${key}`);
  const isHere = view.approvedBy === 'institution' && row.entryYear !== null;
  const say = ({ act, at, personName, reason }: PaperStep): string =>
    words.text('application.said', {
      what: [words.own(`petitions:steps.${act}`), reason ?? ''].filter(Boolean).join(' '),
      person: personName,
      at: minuteOf(at),
    });
  const parties: Party[] = [
    {
      title: t('principal'),
      acts: isHere ? ['confirm', 'approve'] : ['confirm'],
      signature: words.text('application.institutionSignature'),
    },
    ...(isHere
      ? []
      : [{ title: t('county'), acts: ['approve'], signature: words.text('application.countySignature') }]),
  ];
  const isOpen = row.state !== 'approved' && row.state !== 'withdrawn';
  return [
    row.entryYear === null
      ? { title: t('clerk'), said: t('draws'), signature: t('clerkSignature') }
      : {
          title: words.text('application.guardianSays'),
          said: t(`asks.${row.kind}`),
          signature: words.text('application.guardianSignature'),
        },
    ...opinionsFrom(sinceHandedOver(steps, 'submit'), parties, {
      say,
      choice: isOpen ? words.text('application.choice') : '',
    }),
  ];
};

const groupsOf = (row: PetitionRow, view: View, file: PaperFile | null, words: FormWords): FieldGroup[] => {
  const { text, own } = words;
  const wide = true;
  return [
    {
      title: text('application.child'),
      cells: [
        { label: text('application.name'), value: row.childName, wide: row.childName.length > 14 },
        { label: text('application.sex'), value: own(`petitions:sexes.${row.childSex}`) },
        { label: text('application.birthOn'), value: row.childBirthOn },
        { label: text('application.studentNumber'), value: file?.child.numberMasked ?? '' },
        { label: text('head.institution'), value: row.institutionName, wide },
        ...(row.entryYear === null ? [] : fileCells(words, file, ['guardianName', 'guardianPhone'])),
      ],
    },
    {
      title: text('application.content'),
      cells: [
        { label: own('petitions:paper.kind'), value: own(`petitions:kinds.${row.kind}`), wide },
        { label: own('petitions:paper.reason'), value: row.reason, wide },
        ...(row.endsOn === null ? [] : [{ label: own('petitions:paper.endsOn'), value: row.endsOn, wide }]),
        ...(row.entryYear === null
          ? []
          : [
              {
                label: own('petitions:deferral.year'),
                value: own('petitions:deferral.yearOf', { year: row.entryYear, next: row.entryYear + 1 }),
                wide,
              },
            ]),
        {
          label: own('petitions:page.papers'),
          value: view.papers.map(({ fileName }) => fileName).join(own('petitions:paper.and')),
          wide,
        },
      ],
    },
  ];
};

const make = async (call: PrintCall, petitionId: number, words: FormWords) => {
  const { tx, services, now } = call;
  const row = await findPetition(tx, petitionId);
  if (!row) throw new Refused('petitions.not-found');
  const view = await viewOf(call, row);
  const steps = await listSteps(tx, petitionId);
  const file = await findPaperFile(tx, services.sealer, row.childId, false, localDate(now));
  const { text, own } = words;
  const title = own(`petitions:paper.titles.${row.kind}`);
  const back = row.state === 'withdrawn' ? steps.at(-1) : undefined;
  const sheet = applicationSheet({
    title,
    head: applicationHead(words, row.id, own(`petitions:states.${row.state}`), localDate(row.drawnUpAt)),
    groups: groupsOf(row, view, file, words),
    opinions: opinionsOf(row, view, steps, words),
    notes: back
      ? [
          text('application.said', {
            what: own('petitions:steps.withdraw'),
            person: back.personName,
            at: minuteOf(back.at),
          }),
        ]
      : [],
  });
  return {
    subject: `child ${row.childId}`,
    facts: { petitionId, state: row.state },
    sheets: [{ sheet, code: paperCodesOf(services.sealer, row, steps).at(-1)?.code ?? '' }],
    fileName: `${title}-${row.childName}`,
  };
};

export const petitionStreams: StreamHandler[] = [
  applicationPrint({
    id: 'petitions.print-form',
    path: petitionFormPath,
    // Nobody else need know of a petition: whoever reads it prints it.
    permission: 'petitions.read',
    audit: 'petitions.form-printed',
    input: petitionFormInput,
    texts: makeMessages({ 'zh-CN': { petitions: zh }, en: { petitions: en } }),
    make: (call, { petitionId }, words) => make(call, petitionId, words),
  }),
];
