/** First digits of the municipalities that have districts and no counties (GB/T 2260): Beijing, Tianjin, Shanghai. */
const districtsOnly: readonly string[] = ['11', '12', '31'];

/** Whether a place has districts alone: no prefectures, no counties. */
export const hasDistrictsOnly = (divisionCode: string): boolean => districtsOnly.includes(divisionCode.slice(0, 2));

/** Pairs of words as `ui:municipality.words` writes them: what is said elsewhere, an equals sign, what is said here. */
export const withWords = (text: string, words: string): string =>
  words
    .split('|')
    .map((pair) => pair.split('='))
    .reduce((said, [from = '', to = '']) => (from === '' ? said : said.replaceAll(from, to)), text);
