import { Refused } from '@xueqian/kernel/decision.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { findPaperFile } from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import type { PaperSheet } from '../../papers/paper-form.ts';
import { applicationPrint, codesOfRecord, type FormWords, type PrintCall } from '../../papers/server/index.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { leavingCertificateInput, leavingCertificatePath } from '../paper-contract.ts';
import { findLeaving, type LeavingRow } from './store.ts';

/** The code of the certificate of a leaving. */
export const certificateCodeOf = (sealer: Sealer, row: LeavingRow): string =>
  codesOfRecord(
    sealer,
    `leaving:${row.id}`,
    [row.childId, row.childName, row.institutionId, row.leftOn, row.way, row.destination],
    [{ step: 'recorded', at: row.recordedAt }],
  )[0]?.code ?? '';

/** What the institution certifies: who was here, from when until when, and where the child went. */
const certificateOf = async (call: PrintCall, row: LeavingRow, words: FormWords): Promise<PaperSheet> => {
  const { text, own } = words;
  const file = await findPaperFile(call.tx, call.services.sealer, row.childId, false, localDate(call.now));
  const wide = true;
  const since = String(file?.values['admittedOn'] ?? '');
  // Who came back has another day by now.
  const admittedOn = since <= row.leftOn ? since : '';
  return {
    kind: 'application',
    title: own('departures:paper.title'),
    landscape: false,
    head: [
      { label: text('application.number'), value: String(row.id) },
      { label: text('head.institution'), value: row.institutionName },
    ],
    blocks: [
      {
        kind: 'fields',
        groups: [
          {
            title: text('application.child'),
            cells: [
              { label: text('application.name'), value: row.childName, wide: row.childName.length > 14 },
              {
                label: text('application.sex'),
                value: file ? own(`departures:paper.sexes.${String(file.values['sex'])}`) : '',
              },
              { label: text('application.birthOn'), value: String(file?.values['birthOn'] ?? '') },
              { label: text('application.studentNumber'), value: file?.child.numberMasked ?? '' },
            ],
          },
          {
            title: own('departures:paper.leaving'),
            cells: [
              { label: own('departures:columns.admittedOn'), value: admittedOn },
              { label: own('departures:columns.leftOn'), value: row.leftOn },
              { label: own('departures:columns.way'), value: own(`departures:ways.${row.way}`), wide },
              { label: own('departures:form.destination'), value: row.destination ?? '', wide },
            ],
          },
        ],
      },
    ],
    declarations: [
      own('departures:paper.certifies', { name: row.childName, on: row.leftOn, institution: row.institutionName }),
      own('departures:paper.note'),
    ],
    signatures: [own('departures:paper.clerk'), text('signatures.principal')],
  };
};

export const departureStreams: StreamHandler[] = [
  applicationPrint({
    id: 'departures.print-certificate',
    path: leavingCertificatePath,
    permission: 'papers.print',
    audit: 'departures.certificate-printed',
    input: leavingCertificateInput,
    texts: makeMessages({ 'zh-CN': { departures: zh }, en: { departures: en } }),
    make: async (call, { leavingId }, words) => {
      const row = await findLeaving(call.tx, leavingId);
      if (!row) throw new Refused('departures.not-found');
      if (row.undoneAt !== null) throw new Refused('departures.certificate-of-undone');
      const sheet = await certificateOf(call, row, words);
      return {
        subject: `child ${row.childId}`,
        facts: { leavingId },
        sheets: [{ sheet, code: certificateCodeOf(call.services.sealer, row) }],
        fileName: `${sheet.title}-${row.childName}`,
      };
    },
  }),
];
