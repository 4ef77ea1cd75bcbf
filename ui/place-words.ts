import { hasDistrictsOnly, withWords } from '@xueqian/kernel/municipality.ts';
import i18next, { type PostProcessorModule } from 'i18next';

let speaksOfDistricts = false;

/** From now on texts speak as they do at this place: where there are districts alone, nobody is told of counties. */
export const speakFor = (divisionCode: string): void => {
  speaksOfDistricts = hasDistrictsOnly(divisionCode);
};

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
