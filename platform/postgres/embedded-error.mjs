import { readFileSync } from 'node:fs';

/** @type {Record<string, {zh: string, en: string}>} */
const texts = JSON.parse(readFileSync(new URL('./messages.json', import.meta.url), 'utf8'));

/** What went wrong with the embedded server, told in Chinese first, then in English. */
export class EmbeddedError extends Error {
  /**
   * @param {string} code a key of messages.json
   * @param {Record<string, string | number>} [facts]
   */
  constructor(code, facts = {}) {
    const text = texts[code];
    /** @param {string} template */
    const fill = (template) => template.replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ''));
    super(text ? `${fill(text.zh)}\n${fill(text.en)}` : code);
    this.name = 'EmbeddedError';
    this.code = code;
    this.facts = facts;
  }
}
