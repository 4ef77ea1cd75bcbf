import type { Database } from '@xueqian/platform/database.ts';
import type { Page } from 'playwright-core';

const chinese = /[\u3400-\u9fff]/;

/** Names and texts of people and places: they stay Chinese in either language. */
export const knownNames = async (database: Database): Promise<readonly string[]> => {
  const rows = await database.asOwner((tx) =>
    tx.rows<{ name: string }>(
      `select name from institutions.institutions union select name from classes.classes union select name from children.children
       union select reason from children.actions where reason is not null union select reason from petitions.petitions union select other_institution from province_border.crossings where other_institution is not null
       union select reason from province_border.crossings where reason is not null union select other_name from province_border.crossings union select guardian_name from children.children
       union select person_name from accounts.accounts union select office_name from accounts.accounts
       union select teacher_name from classes.classes where teacher_name is not null
       union select value from institutions.basic_versions, jsonb_each_text(fields) where key in ('name', 'address', 'principalName', 'licenceNumber') and value is not null
       union select course from administration.trainings union select title from declarations.declarations
       union select title from declarations.kinds union select title from forms.forms
       union select return_reason from children.children where return_reason is not null
       union select name from jurisdictions.divisions where level <> 'town' or code like '4101%' or code like '419001%'
       union select full_name from jurisdictions.divisions where level <> 'town' or code like '4101%' or code like '419001%'`,
    ),
  );
  return rows.map((row) => row.name).sort((a, b) => b.length - a.length);
};

/** Laws and letters have Chinese titles: `《…》`, `〔2017〕258号`. */
const documentTitle = /《.+》|〔\d{4}〕\d+号/;
/** Names of other offices' children, shown in part. */
const masked = /[*＊]/;

/** The texts of the page, each by itself. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent && !parent.closest('script, style, template') && walker.currentNode.data.trim() !== '') texts.push(walker.currentNode.data.trim());
    }
    return texts;
  })()`);

/** Texts of a page in English that are Chinese beyond names. */
export const chineseLeft = async (page: Page, names: readonly string[]): Promise<string[]> => {
  const left = (await textsOf(page)).filter((text) => {
    if (!chinese.test(text) || documentTitle.test(text) || masked.test(text)) return false;
    let rest = text;
    for (const name of names) if (rest.includes(name)) rest = rest.replaceAll(name, '');
    return chinese.test(rest);
  });
  return [...new Set(left)].filter((text) => text !== '中文');
};

/** Words that a page in Chinese may hold: formats, programs, keys, and the name of the other language. */
const allowedWords = /\b(English|Chrome|Linux|Excel|WPS|Ctrl|CSV|csv|xlsx|xls|GB|JY|SM[34])\b/g;

/** Texts of a page in Chinese with English words in them; logins, codes and numbers are not words. */
export const englishLeft = async (page: Page): Promise<string[]> =>
  [...new Set(await textsOf(page))].filter((text) =>
    /(?<![\w-])[A-Za-z]{3,}(?![\w-])/.test(text.replaceAll(allowedWords, '')),
  );
