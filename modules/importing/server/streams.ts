import { Refused } from '@xueqian/kernel/decision.ts';
import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { listClassNames } from '../../classes/server/index.ts';
import { findPlace } from '../../institutions/server/index.ts';
import { longDivisionCode } from '../../jurisdictions/divisions.ts';
import { currentRegister, localDate } from '../../jurisdictions/server/index.ts';
import { checkJob, type ImportJob } from './jobs.ts';
import { markWorkbook } from './mark-import.ts';
import { findImport, insertImport } from './store.ts';
import { writeTemplate } from './template.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file name that keeps its Chinese words in every browser (RFC 5987). */
const attachment = (name: string): string =>
  `attachment; filename="download.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`;

const idOf = (params: unknown, key: string): number => {
  const id = Number((params as Record<string, string>)[key]);
  if (!Number.isSafeInteger(id)) throw new Refused('importing.not-found');
  return id;
};

/** An upload that breaks off is the sender's matter; what the disk says, or a reply with a status, is not. */
const cutOff = (error: Error & { statusCode?: number; syscall?: string }): never => {
  if (error.statusCode !== undefined || error.syscall !== undefined) throw error;
  throw new Refused('importing.file-broken');
};

const upload: StreamHandler = {
  id: 'importing.upload',
  method: 'POST',
  path: '/api/institutions/:institutionId/imports',
  permission: 'importing.use',
  audit: 'importing.uploaded',
  rate: 'bulk',
  handle: async (call, request) => {
    const institutionId = idOf(request.params, 'institutionId');
    if (institutionId !== call.actor.institutionId) throw new Refused('institutions.not-found');
    const part = await request.file().catch(cutOff);
    if (!part) throw new Refused('importing.file-empty');
    const { key, bytes } = await call.services.files.put(part.file).catch(cutOff);
    if (part.file.truncated || bytes === 0) {
      await call.services.files.remove(key);
      throw new Refused(bytes === 0 ? 'importing.file-empty' : 'importing.file-too-large');
    }
    const fileName = part.filename.replaceAll(/\p{Cc}/gu, '').slice(0, 200) || 'import';
    const importId = await call.inTransaction(async (tx) => {
      const id = await insertImport(tx, {
        institutionId,
        fileName,
        fileKey: key,
        bytes,
        accountId: call.actor.accountId,
        now: call.now,
      });
      await call.services.jobs.plan(tx, checkJob, {
        importId: id,
        accountId: call.actor.accountId,
      } satisfies ImportJob);
      return id;
    });
    call.note(`import ${importId}`, { fileName, bytes });
    return { importId };
  },
};

const template: StreamHandler = {
  id: 'importing.template',
  method: 'GET',
  path: '/api/institutions/:institutionId/import-template.xlsx',
  permission: 'importing.use',
  audit: null,
  rate: 'export',
  handle: async (call, request, reply) => {
    const institutionId = idOf(request.params, 'institutionId');
    const { place, classes, register } = await call.inTransaction(async (tx) => ({
      register: await currentRegister(tx),
      place: await findPlace(tx, institutionId),
      classes: await listClassNames(tx, [institutionId]),
    }));
    if (!place) throw new Refused('institutions.not-found');
    const today = localDate(call.now);
    const places = register
      .divisionsOn(today)
      .filter((division) => division.level !== 'town')
      .map((division) => ({
        code: longDivisionCode(division.code),
        name: register.fullNameOf(division.code, today) ?? division.name,
      }));
    const workbook = await writeTemplate({
      institutionName: spreadsheetText(place.name),
      classes: classes.map((each) => ({ ...each, name: spreadsheetText(each.name) })),
      places,
    });
    return reply
      .type(xlsxType)
      .header('content-disposition', attachment(`${place.name}-${today}.xlsx`))
      .send(workbook);
  },
};

const marked: StreamHandler = {
  id: 'importing.marked-workbook',
  method: 'GET',
  path: '/api/imports/:importId/marked.xlsx',
  permission: 'importing.use',
  audit: 'importing.marked-downloaded',
  rate: 'export',
  handle: async (call, request, reply) => {
    const importId = idOf(request.params, 'importId');
    const entry = await call.inTransaction((tx) => findImport(tx, importId));
    if (!entry) throw new Refused('importing.not-found');
    const workbook = await markWorkbook(call, entry);
    call.note(`import ${importId}`);
    const name = entry.fileName.replace(/\.(xlsx|csv)$/i, '');
    return reply
      .type(xlsxType)
      .header('content-disposition', attachment(`${name}-marked.xlsx`))
      .send(workbook);
  },
};

export const importStreams: StreamHandler[] = [upload, template, marked];
