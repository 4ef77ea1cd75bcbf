import { formBody, formSends, handIn, publishForm, smallAnswer, smallDesign } from './form-play.ts';
import type { GoodRequest } from './good-admissions.ts';
import type { TestApp } from './test-app.ts';

/** Succeeding requests of forms and their answers. */
export const makeGoodForms = (app: TestApp): Record<string, () => Promise<GoodRequest>> => {
  const { post, get } = formSends(app);
  const maker = '410105-review';
  let count = 0;
  const title = () => {
    count += 1;
    return { title: `报表${count}` };
  };
  const ask = (login: string, path: string, body: object = {}): GoodRequest => ({ login, path, body: { ...body } });
  const published = () => publishForm(post, get, maker, title());
  const begun = async () => {
    const { roundId, ...form } = await published();
    const { answerId } = await post('a-ordinary', `/api/form-rounds/${roundId}/answer`, {});
    return { ...form, answerId: Number(answerId) };
  };
  return {
    'forms.save-form': async () => ask(maker, 'forms', formBody(title())),
    'forms.publish-form': async () => {
      const { formId } = await post(maker, '/api/forms', formBody(title()));
      return ask(maker, `forms/${String(formId)}/publication`, { revision: 1, openAnswers: 'may-stay' });
    },
    'forms.close-form': async () => {
      const { formId, revision } = await published();
      return ask(maker, `forms/${formId}/closing`, { revision });
    },
    'forms.begin-answer': async () => ask('a-ordinary', `form-rounds/${(await published()).roundId}/answer`),
    'forms.save-answer': async () =>
      ask('a-ordinary', `form-answers/${(await begun()).answerId}`, { revision: 1, values: { fboys: 3 } }),
    'forms.submit-answer': async () =>
      ask('a-ordinary', `form-answers/${(await begun()).answerId}/submission`, { revision: 1, values: smallAnswer }),
    'forms.carry-answer': async () => {
      const { formId, revision, answerId } = await begun();
      const design = smallDesign();
      const [section] = design.sections;
      const newer = { sections: [{ ...section, title: '食堂与就餐' }], checks: design.checks };
      const { title: name } = await get(maker, `/api/forms/${formId}`);
      const saved = await post(maker, '/api/forms', {
        ...formBody({ title: name, divisions: ['410105'], design: newer }),
        ...{ formId, revision },
      });
      await post(maker, `/api/forms/${formId}/publication`, { revision: saved['revision'], openAnswers: 'may-stay' });
      return ask('a-ordinary', `form-answers/${answerId}/carrying`, { revision: 1 });
    },
    'forms.decide-answer': async () => {
      const answerId = await handIn(post, 'a-ordinary', (await published()).roundId);
      return ask(maker, `form-answers/${answerId}/decision`, { revision: 2, decision: 'accept', reason: null });
    },
  };
};
