import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { findWholeValues, wholeNumber } from '../../children/server/index.ts';
import { decideAct } from '../crossing.ts';
import { type FileContent, shownCode } from '../file-format.ts';
import { answerKeyOf, openingCodeOf, sealFile } from './file-sealing.ts';
import { getHeld } from './out.ts';
import { findDivisionName, listBefore, readSender } from './store-out-file.ts';

/** The file of a child that was let go, sealed under its opening code. Made again it says the same. */
export const makeFile = async (call: Call, crossingId: number) => {
  const { tx, now } = call;
  const { sealer } = call.services;
  const row = await getHeld(tx, crossingId, null);
  guard(decideAct(row.state, 'fetch', null));
  const whole = await findWholeValues(call, row.childId ?? 0);
  const sender = await readSender(tx, row.childId ?? 0);
  if (row.direction !== 'out' || row.fileId === null || !whole || !sender)
    throw new Refused('province-border.child-went-on');
  const { classCode: _class, ...child } = whole.values as FileContent['child'];
  const content: FileContent = {
    child,
    studentNumber: wholeNumber(sealer, sender),
    enrolments: await listBefore(tx, row.childId ?? 0),
    answerKey: answerKeyOf(sealer, row.fileId).toString('base64'),
  };
  const header = {
    fileId: row.fileId,
    madeAt: now.toISOString(),
    from: {
      code: row.countyCode,
      name: (await findDivisionName(tx, row.countyCode)) ?? row.countyCode,
      ...{ institutionName: row.institutionName, institutionCode: sender.institutionCode },
    },
    to: { code: row.otherCode, name: row.otherName },
  };
  const code = openingCodeOf(sealer, row.fileId);
  const file = await sealFile(header, content, code);
  call.note(`child ${row.childId}`, { crossingId });
  return {
    fileName: `xueqian-province-file-${row.fileId.slice(0, 8)}.json`,
    text: `${JSON.stringify(file, null, 2)}\n`,
    openingCode: shownCode(code),
  };
};
