import type { Design, Field } from '@xueqian/modules/forms/design.ts';
import type { TestApp } from './test-app.ts';
import { places } from './test-offices.ts';

/** A field of a form in a test. */
export const fieldOf = (key: string, kind: Field['kind'], label: string, over: Partial<Field> = {}): Field => ({
  ...{ key, kind, label, hint: null, isRequired: false, unit: null, min: null, max: null, decimals: 0 },
  ...{ options: [], shownIf: null, ...over },
});

/** A small form: two counts and their total, a choice, and a reason that is asked for after one of its options. */
export const smallDesign = (): Design => ({
  sections: [
    {
      title: '食堂',
      fields: [
        fieldOf('fboys', 'number', '男童人数', { isRequired: true, min: 0, max: 500, unit: '人' }),
        fieldOf('fgirls', 'number', '女童人数', { isRequired: true, min: 0, max: 500, unit: '人' }),
        fieldOf('ftotal', 'number', '就餐人数', { isRequired: true, min: 0, unit: '人' }),
        fieldOf('fkitchen', 'choice', '供餐方式', { isRequired: true, options: ['自办食堂', '配餐'] }),
        fieldOf('fwhy', 'text', '配餐单位', { isRequired: true, shownIf: { field: 'fkitchen', is: '配餐' } }),
      ],
    },
  ],
  checks: [{ kind: 'sum', parts: ['fboys', 'fgirls'], total: 'ftotal' }],
});

export const smallAnswer = { fboys: 60, fgirls: 55, ftotal: 115, fkitchen: '自办食堂' };

export const formBody = (over: object = {}) => ({
  ...{ formId: null, revision: 0, requestId: crypto.randomUUID(), title: '食堂情况统计表', note: '按实际情况填写' },
  ...{ divisions: [], kinds: null, cycle: 'once', opensOn: '2026-11-22', within: { value: 5, unit: 'working-days' } },
  ...{ design: smallDesign(), ...over },
});

type Post = (login: string, url: string, body: object) => Promise<Record<string, unknown>>;

/** A form of a county, published today; gives it, its revision and its period. */
export const publishForm = async (
  post: Post,
  get: (login: string, url: string) => Promise<Record<string, unknown>>,
  maker: string,
  over: object = {},
): Promise<{ formId: number; revision: number; roundId: number }> => {
  const { formId, revision } = (await post(maker, '/api/forms', formBody(over))) as {
    formId: number;
    revision: number;
  };
  await post(maker, `/api/forms/${formId}/publication`, { revision, openAnswers: 'may-stay' });
  const form = (await get(maker, `/api/forms/${formId}`)) as { revision: number; rounds: { id: number }[] };
  return { formId, revision: form.revision, roundId: form.rounds[0]?.id ?? 0 };
};

/** An answer that an institution has handed in. */
export const handIn = async (post: Post, login: string, roundId: number): Promise<number> => {
  const { answerId } = (await post(login, `/api/form-rounds/${roundId}/answer`, {})) as { answerId: number };
  await post(login, `/api/form-answers/${answerId}/submission`, { revision: 1, values: smallAnswer });
  return answerId;
};

/** As the people of a test application ask; anything but success is a fault of the test. */
export const formSends = (app: TestApp) => {
  const sure = async (login: string, url: string, reply: Promise<{ status: number; text: string; body: unknown }>) => {
    const { status, text, body } = await reply;
    if (status !== 200) throw new Error(`${login} ${url}: ${status} ${text}`);
    return body as Record<string, unknown>;
  };
  return {
    post: (login: string, url: string, body: object) => sure(login, url, app.as(login).post(url, body)),
    get: (login: string, url: string) => sure(login, url, app.as(login).get(url)),
  };
};

/** A form to each place alone, by its county, and its answer. */
export const askEverywhere = async (app: TestApp): Promise<void> => {
  const { post, get } = formSends(app);
  for (const { key, countyCode, townCode } of places) {
    const asked = { title: `${key}报表`, divisions: [townCode ?? countyCode] };
    const { roundId } = await publishForm(post, get, `${countyCode}-review`, asked);
    await handIn(post, `${key}-ordinary`, roundId);
  }
};
