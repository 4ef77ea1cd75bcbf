import texts from './messages.json' with { type: 'json' };

type Key = keyof typeof texts;

/** A text for the person at the terminal, Chinese first. */
export const say = (key: Key, facts: Readonly<Record<string, string | number>> = {}): string =>
  texts[key].replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(facts[name] ?? ''));
