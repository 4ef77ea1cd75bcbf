import { Refused } from '@xueqian/kernel/decision.ts';
import type { StreamHandler } from '@xueqian/platform/handler.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { keepUpload, sendKept, takeUpload, type UploadLimits } from '@xueqian/platform/uploads.ts';
import { largestScan, mostScans, scanKinds, scanTypes } from '../application.ts';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { decideAct } from '../rules.ts';
import { ensure, hold } from './steps.ts';
import { findScan, insertScan, listScans } from './store.ts';

const messages = makeMessages({ 'zh-CN': { admission: zh }, en: { admission: en } });

const limits: UploadLimits = {
  largest: largestScan,
  types: scanTypes,
  unnamed: messages('zh-CN', 'admission:scan.unnamed'),
  codes: { broken: 'admission.scan-broken', tooLarge: 'admission.scan-too-large', type: 'admission.scan-type' },
};

const idOf = (params: unknown, key: string): number => {
  const id = Number((params as Record<string, string>)[key]);
  if (!Number.isSafeInteger(id) || id < 1) throw new Refused('admission.not-found');
  return id;
};

const attachScan: StreamHandler = {
  id: 'admission.attach-scan',
  method: 'POST',
  path: '/api/admissions/:applicationId/scans/:kind',
  permission: 'admission.take-in',
  audit: 'admission.scan-attached',
  rate: 'bulk',
  handle: async (call, request) => {
    const applicationId = idOf(request.params, 'applicationId');
    const asked = (request.params as Record<string, string>)['kind'];
    const kind = scanKinds.find((each) => each === asked);
    if (!kind) throw new Refused('admission.not-found');
    const upload = await takeUpload(request, limits);
    return keepUpload(call.services.files, upload, async (file) => {
      const scanId = await call.inTransaction(async (tx) => {
        const application = await hold({ tx }, applicationId);
        ensure(decideAct(application, 'enter', call.actor, application.revision));
        if ((await listScans(tx, applicationId)).length >= mostScans)
          throw new Refused('admission.too-many-scans', { most: mostScans });
        return insertScan(tx, application, kind, file, call.actor, call.now);
      });
      call.note(`application ${applicationId}`, { kind, fileName: file.fileName, bytes: file.bytes });
      return { scanId };
    });
  },
};

const downloadScan: StreamHandler = {
  id: 'admission.download-scan',
  method: 'GET',
  path: '/api/admission-scans/:scanId',
  permission: 'admission.read',
  audit: 'admission.scan-downloaded',
  rate: 'export',
  handle: async (call, request, reply) => {
    const id = idOf(request.params, 'scanId');
    const file = await call.inTransaction((tx) => findScan(tx, id));
    if (!file) throw new Refused('admission.scan-not-found');
    call.note(`scan ${id}`);
    return sendKept(reply, call.services.files, file);
  },
};

export const admissionStreams: StreamHandler[] = [attachScan, downloadScan];
