import i18next, { type PostProcessorModule } from 'i18next';

/** First digits of the municipalities that have districts and no counties (GB/T 2260): Beijing, Tianjin, Shanghai. */
const districtsOnly: readonly string[] = ['11', '12', '31'];

/** Whether a place has districts alone: no prefectures, no counties. */
export const hasDistrictsOnly = (divisionCode: string): boolean => districtsOnly.includes(divisionCode.slice(0, 2));

let speaksOfDistricts = false;

/** From now on texts speak as they do at this place: where there are districts alone, nobody is told of counties. */
export const speakFor = (divisionCode: string): void => {
  speaksOfDistricts = hasDistrictsOnly(divisionCode);
};

/** Pairs of words as `ui:municipality.words` writes them: what is said elsewhere, an equals sign, what is said here. */
export const withWords = (text: string, words: string): string =>
  words
    .split('|')
    .map((pair) => pair.split('='))
    .reduce((said, [from = '', to = '']) => (from === '' ? said : said.replaceAll(from, to)), text);

/** Goes over every text before it is shown. */
export const placeWords: PostProcessorModule = {
  type: 'postProcessor',
  name: 'placeWords',
  process: (text: string, keys) => {
    if (!speaksOfDistricts || typeof text !== 'string' || String(keys).includes('municipality')) return text;
    const words: unknown = i18next.getResource(i18next.language, 'ui', 'municipality.words');
    return typeof words === 'string' ? withWords(text, words) : text;
  },
};
