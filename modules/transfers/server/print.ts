import { Refused } from '@xueqian/kernel/decision.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { findPlace } from '../../institutions/server/index.ts';
import type { CodedSheet } from '../../papers/paper-form.ts';
import { applicationPrint } from '../../papers/server/index.ts';
import {
  mostTransferForms,
  transferFormInput,
  transferFormPath,
  transferFormsInput,
  transferFormsPath,
} from '../paper-contract.ts';
import { transferPaper, transferTexts } from './paper.ts';
import { findTransfer, listOpenOf } from './store.ts';

export const transferStreams: StreamHandler[] = [
  applicationPrint({
    id: 'transfers.print-form',
    path: transferFormPath,
    permission: 'papers.print',
    audit: 'transfers.form-printed',
    input: transferFormInput,
    texts: transferTexts,
    make: async (call, { transferId }, words) => {
      const row = await findTransfer(call.tx, transferId);
      if (!row) throw new Refused('transfers.not-found');
      const printed = await transferPaper(call, row, words);
      return {
        subject: `transfer ${transferId}`,
        facts: { child: row.childId, state: row.state },
        sheets: [printed],
        fileName: `${printed.sheet.title}-${printed.childName}`,
      };
    },
  }),
  applicationPrint({
    id: 'transfers.print-forms',
    path: transferFormsPath,
    permission: 'papers.print',
    audit: 'transfers.forms-printed',
    input: transferFormsInput,
    texts: transferTexts,
    make: async (call, { institutionId, side }, words) => {
      const place = await findPlace(call.tx, institutionId);
      if (!place) throw new Refused('institutions.not-found');
      const rows = await listOpenOf(call.tx, institutionId, side, mostTransferForms + 1);
      if (rows.length === 0) throw new Refused('transfers.nothing-to-print');
      if (rows.length > mostTransferForms)
        throw new Refused('transfers.too-many-to-print', { most: mostTransferForms });
      const sheets: CodedSheet[] = [];
      for (const row of rows) sheets.push(await transferPaper(call, row, words));
      return {
        subject: `institution ${institutionId}`,
        facts: { side, forms: rows.length },
        sheets,
        fileName: `${words.own('transfers:paper.title')}-${place.name}`,
      };
    },
  }),
];
