import { type Messages, makeMessages } from '@xueqian/platform/messages.ts';
import english from '../messages/en.json' with { type: 'json' };
import chinese from '../messages/zh-CN.json' with { type: 'json' };

/** The module's texts, for what the server writes into workbooks; keys `rosters:…`. */
export const rosterTexts: Messages = makeMessages({ 'zh-CN': { rosters: chinese }, en: { rosters: english } });
