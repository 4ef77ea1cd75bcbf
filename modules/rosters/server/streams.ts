import { Refused } from '@xueqian/kernel/decision.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { keepUpload, savedAs, takeUpload, type UploadLimits } from '@xueqian/platform/uploads.ts';
import { writeMarkedWorkbook } from '../../importing/server/index.ts';
import { countResults } from '../roster.ts';
import { checkInstitutions } from './institutions.ts';
import { institutionBook, readRoster } from './read-roster.ts';
import { findRoster, insertRoster, readResults } from './store.ts';
import { writeTemplate } from './template.ts';
import { rosterTexts } from './texts.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const limits: UploadLimits = {
  largest: 10 * 1024 * 1024,
  types: { [xlsxType]: 'xlsx' },
  unnamed: 'list',
  codes: { broken: 'rosters.file-broken', tooLarge: 'rosters.file-too-large', type: 'rosters.file-type' },
};

const upload: StreamHandler = {
  id: 'rosters.upload',
  method: 'POST',
  path: '/api/rosters',
  permission: 'rosters.use',
  audit: 'rosters.uploaded',
  rate: 'bulk',
  handle: async (call, request) => {
    const file = await takeUpload(request, limits);
    const { headings, rows } = await readRoster(file.content, file.fileName, institutionBook);
    if (rows.length === 0) throw new Refused('rosters.no-rows');
    const { actor, now } = call;
    const { rosterId, counts } = await call.inTransaction(async (tx) => {
      const results = (await checkInstitutions({ tx, actor, now }, rows)).map(({ result }) => result);
      const counted = countResults(results);
      const told = { counts: counted, headings, results: results.filter(({ problems }) => problems.length > 0) };
      return keepUpload(call.services.files, file, async (kept) => ({
        counts: counted,
        rosterId: await insertRoster(tx, {
          ...{ kind: 'institutions', countyCode: actor.scope, file: kept, accountId: actor.accountId, now },
          ...told,
        }),
      }));
    });
    call.note(`roster ${rosterId}`, { fileName: file.fileName, ...counts });
    return { rosterId };
  },
};

const template: StreamHandler = {
  id: 'rosters.template',
  method: 'GET',
  path: '/api/rosters/template.xlsx',
  permission: 'rosters.use',
  audit: null,
  rate: 'export',
  handle: async (_call, _request, reply) =>
    reply
      .type(xlsxType)
      .header('content-disposition', savedAs('template.xlsx', `${rosterTexts('zh-CN', 'rosters:template.file')}.xlsx`))
      .send(await writeTemplate()),
};

const marked: StreamHandler = {
  id: 'rosters.marked-workbook',
  method: 'GET',
  path: '/api/rosters/:rosterId/marked.xlsx',
  permission: 'rosters.use',
  audit: 'rosters.marked-downloaded',
  rate: 'export',
  handle: async (call, request, reply) => {
    const id = Number((request.params as Record<string, string>)['rosterId']);
    if (!Number.isSafeInteger(id) || id > 2_000_000_000) throw new Refused('rosters.not-found');
    const { roster, results } = await call.inTransaction(async (tx) => {
      const found = await findRoster(tx, id);
      if (!found) throw new Refused('rosters.not-found');
      return { roster: found, results: await readResults(tx, id) };
    });
    const chunks: Buffer[] = [];
    for await (const chunk of await call.services.files.get(roster.fileKey)) chunks.push(chunk as Buffer);
    const indexOf = new Map(
      roster.headings.recognised.map(({ column, letter }) => [
        column,
        [...letter].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0) - 1,
      ]),
    );
    const workbook = await writeMarkedWorkbook({
      bytes: Buffer.concat(chunks),
      fileName: roster.fileName,
      find: institutionBook.find,
      problems: results.flatMap(({ row, problems }) =>
        problems.map(({ column, code, severity, value, facts }) => ({
          ...{ row, severity, column: indexOf.get(column) ?? null },
          text: rosterTexts('zh-CN', `rosters:problems.${code}`, { ...facts, value }),
        })),
      ),
    });
    call.note(`roster ${id}`);
    const name = roster.fileName.replace(/\.xlsx$/i, '');
    return reply
      .type(xlsxType)
      .header('content-disposition', savedAs('marked.xlsx', `${name}-marked.xlsx`))
      .send(workbook);
  },
};

export const rosterStreams: StreamHandler[] = [upload, template, marked];
