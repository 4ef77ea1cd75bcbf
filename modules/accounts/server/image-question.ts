import { randomInt, randomUUID } from 'node:crypto';
import type { Call } from '@xueqian/platform/handler.ts';
import { addMinutes } from 'date-fns';
import svgCaptcha from 'svg-captcha';
import { insertQuestion, takeQuestion } from './store-image-questions.ts';

const validMinutes = 5;
const length = 5;

/** Letters and digits that are not taken for each other, in either case. */
const characters = 'ACDEFHJKLMNPRTUVWXY3479';

/** The library draws a given text too, which its types do not say; its own texts come from a weak source of chance. */
const draw = svgCaptcha as unknown as (text: string, options: ConfigObject) => string;
type ConfigObject = typeof svgCaptcha.options;

type Place = Pick<Call, 'tx' | 'now' | 'services'>;

const kindOf = (id: string): string => `image-question/${id}`;

/** A new image with letters to be read; the answer stays here, sealed. */
export const askImageQuestion = async ({ tx, now, services }: Place): Promise<{ id: string; image: string }> => {
  const id = randomUUID();
  const answer = Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
  const { sealed } = services.sealer.seal(kindOf(id), answer);
  await insertQuestion(tx, id, sealed, now, addMinutes(now, validMinutes));
  const image = draw(answer, { width: 180, height: 56, fontSize: 54, noise: 3 });
  return { id, image };
};

/** Whether an answer is right. The question is used up by it, right or wrong. */
export const isImageAnswer = async (
  { tx, now, services }: Place,
  given: { readonly id: string; readonly answer: string },
): Promise<boolean> => {
  const sealed = await takeQuestion(tx, given.id, now);
  return sealed !== null && services.sealer.open(kindOf(given.id), sealed) === given.answer.trim().toUpperCase();
};
