import type { Expected } from './oracle-words.ts';
import type { Place } from './proof-world.ts';

// Forms made by a department of county level or above (row S1): whoever enters or decides there makes them, whoever decides
// publishes and reviews; the institutions asked fill them in and hand them in; those above look on. The form of a place is
// its county's, to all institutions of that county; its answer is the place's own.
const follows = 'county:EPL | prefecture:EPL | province:EPL';
const makes = 'county:EP | prefecture:EP | province:EP';
const decides = 'county:P | prefecture:P | province:P';
const answers = 'institution:EP';

const form =
  (body: object = {}, query?: string) =>
  (place: Place) => ({ path: { formId: place.formId }, body, ...(query === undefined ? {} : { query }) });
const answer =
  (body: object = {}) =>
  (place: Place) => ({ path: { answerId: place.answerId }, body });
const within = { kind: 'within', sides: 'county' } as const;

export const formOracle: Readonly<Record<string, Expected>> = {
  'forms.list-forms': {
    ...{ who: follows, kind: 'list', ask: () => ({ query: 'limit=100' }) },
    marks: (place) => [`"title":"${place.formTitle}"`],
  },
  'forms.read-form': { who: follows, kind: 'thing', ask: form(), marks: (place) => [`"title":"${place.formTitle}"`] },
  // A form without its fields: nothing is made.
  'forms.save-form': { who: makes, kind: 'common', ask: () => ({ body: { formId: null } }) },
  'forms.publish-form': { who: decides, kind: 'within', ask: form({ revision: 999, openAnswers: 'may-stay' }) },
  'forms.close-form': { who: decides, kind: 'within', ask: form({ revision: 999 }) },
  'forms.count-answers': {
    who: follows,
    kind: 'thing',
    ask: (place) => form({}, `roundId=${place.roundId}`)(place),
  },
  'forms.list-asked': {
    who: follows,
    kind: 'list',
    ask: (place) => form({}, `roundId=${place.roundId}&limit=100`)(place),
    marks: (place) => [`"institutionName":"${place.name}"`],
  },
  'forms.answers-workbook': {
    who: follows,
    kind: 'workbook',
    ask: (place) => form({}, `roundId=${place.roundId}`)(place),
    marks: (place) => [place.name],
  },
  'forms.list-my-forms': {
    ...{ who: answers, ...within, ask: () => ({ query: 'only=all' }) },
    marks: (place) => [place.formTitle],
  },
  'forms.begin-answer': { who: answers, ...within, ask: (place) => ({ path: { roundId: place.roundId } }) },
  'forms.read-answer': {
    who: 'institution:EPL | county:EPL | prefecture:EPL | province:EPL',
    kind: 'thing',
    ask: answer(),
    marks: (place) => [`"institutionName":"${place.name}"`],
  },
  'forms.save-answer': { who: answers, kind: 'thing', ask: answer({ revision: 999, values: {} }) },
  'forms.submit-answer': { who: answers, kind: 'thing', ask: answer({ revision: 999, values: {} }) },
  'forms.carry-answer': { who: answers, kind: 'thing', ask: answer({ revision: 999 }) },
  'forms.decide-answer': {
    who: decides,
    kind: 'within',
    ask: answer({ revision: 999, decision: 'accept', reason: null }),
  },
};
