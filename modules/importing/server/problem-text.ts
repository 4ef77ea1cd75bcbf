import { makeMessages } from '@xueqian/platform/messages.ts';
import en from '../../children/messages/en.json' with { type: 'json' };
import zh from '../../children/messages/zh-CN.json' with { type: 'json' };

const messages = makeMessages({ 'zh-CN': { children: zh }, en: { children: en } });

/** What is wrong with a cell, in the words of the page. */
export const problemText = (problem: {
  readonly code: string;
  readonly value: string;
  readonly facts: Readonly<Record<string, string | number>>;
}): string => messages('zh-CN', `children:checks.${problem.code}`, { ...problem.facts, value: problem.value });
