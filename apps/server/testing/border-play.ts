import type { AnswerWord, FileContent } from '@xueqian/modules/province-border/file-format.ts';
import { answerKeyOf, sealFile, signAnswer } from '@xueqian/modules/province-border/server/file-sealing.ts';
import { childCells } from './child-cells.ts';
import type { Post } from './life-rows.ts';
import { petitionPost } from './petition-play.ts';
import { photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';

type Site = { readonly key: string; readonly institutionId: number; readonly county: string };

/** A county of another province. */
export const farCounty = { code: '120116', name: '天津市滨海新区' } as const;
export const openingCode = 'ABCD-EFGH-JKMN-PQRS-TUVW';
export const answerKey = Buffer.from('0123456789abcdef').toString('base64');

/** What a file of another province says of the n-th child. */
export const contentOf = (n: number, over: object = {}, more: Partial<FileContent> = {}): FileContent => {
  const { classCode: _class, ...child } = { ...childCells(n), ...over };
  return {
    child: child as FileContent['child'],
    studentNumber: child.identityNumber ? `G${child.identityNumber}` : null,
    enrolments: [
      { institutionName: '海河幼儿园', placeName: '天津市滨海新区', admittedOn: '2024-09-01', endedOn: null },
    ],
    answerKey,
    ...more,
  };
};

/** The temporary number that the other province gave the n-th child. */
export const farNumberOf = (n: number): string => `L${farCounty.code}${childCells(n).birthOn.replaceAll('-', '')}0047`;

export const headerTo = (county: string, fileId: string = crypto.randomUUID()) => ({
  fileId,
  madeAt: '2026-11-20T01:00:00.000Z',
  from: { ...farCounty, institutionName: '海河幼儿园', institutionCode: '1112000001' },
  to: { code: county, name: '转往地区' },
});

/** A file of the n-th child as another province makes it, for a county. */
export const fileTo = async (county: string, content: FileContent, fileId?: string): Promise<string> =>
  JSON.stringify(await sealFile(headerTo(county, fileId), content, openingCode));

/** What is said to take a file in. */
export const takeBody = (text: string, over: object = {}) => ({
  ...{ text, openingCode, classCode: null, admittedOn: '2026-11-20', ...over },
});

/** Takes the file of a child in; gives what it became here. */
export const takeInOf = async (post: Post, { key, institutionId, county }: Site, content: FileContent) =>
  (await post(
    `${key}-ordinary`,
    `/api/institutions/${institutionId}/crossings`,
    takeBody(await fileTo(county, content)),
  )) as {
    crossingId: number;
    childId: number;
  };

export const destination = (over: object = {}) => ({
  ...{ otherCode: farCounty.code, otherInstitution: '海河幼儿园', reason: '随父母工作调动迁居', ...over },
});

/** A child of an institution whose clerk and principal let it go to another province. */
export const borderPlay = (app: TestApp, key: 'a' | 'b' | 'c' | 'd') => {
  const post = petitionPost(app);
  const [clerk, principal] = [`${key}-ordinary`, `${key}-review`];
  const draw = async (childId: number): Promise<number> =>
    Number(
      (await post(clerk, `/api/children/${childId}/crossings`, { requestId: crypto.randomUUID(), ...destination() }))[
        'crossingId'
      ],
    );
  const withPaper = async (childId: number): Promise<number> => {
    const id = await draw(childId);
    const added = await app.as(clerk).upload(`/api/papers/crossing/${id}`, photo, '申请.png');
    if (added.status !== 200) throw new Error(`paper: ${added.status} ${added.text}`);
    return id;
  };
  const submit = async (id: number, revision = 1) => {
    await post(clerk, `/api/crossings/${id}/submission`, { revision, ...destination() });
    return id;
  };
  const release = (id: number, revision = 2, over: object = {}) =>
    app.as(principal).post(`/api/crossings/${id}/release`, { revision, decision: 'release', reason: null, ...over });
  /** Sent to the other province, where no county approves. */
  const send = async (childId: number): Promise<number> => {
    const id = await submit(await withPaper(childId));
    await post(principal, `/api/crossings/${id}/release`, { revision: 2, decision: 'release', reason: null });
    return id;
  };
  /** The answer of the other province to what was sent. */
  const answerTo = async (id: number, over: Partial<AnswerWord> = {}): Promise<string> => {
    const { fileId } = await app.database.asOwner((tx) =>
      tx.one<{ fileId: string }>('select file_id as "fileId" from province_border.crossings where id = $1', [id]),
    );
    const word = {
      fileId,
      result: 'accepted',
      on: '2026-11-20',
      institutionName: '海河幼儿园',
      institutionCode: '',
    } as const;
    const answer = { ...word, reason: null, madeAt: '2026-11-22T01:00:00.000Z', ...over };
    return JSON.stringify(signAnswer(answer, answerKeyOf(app.services.sealer, answer.fileId)));
  };
  return { answerTo, post, draw, withPaper, submit, release, send };
};

/** In each institution a child that came from another province. */
export const crossEverywhere = async (app: TestApp): Promise<void> => {
  const post = petitionPost(app);
  for (const [at, key] of (['a', 'b', 'c', 'd'] as const).entries()) {
    const county = app.actor(`${key}-ordinary`).divisionCode;
    const content = contentOf(7900 + at, {}, { studentNumber: farNumberOf(7900 + at) });
    await takeInOf(post, { key, institutionId: app.institution(key), county }, content);
  }
};
