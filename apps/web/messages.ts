import type { MessageLoader } from '@xueqian/ui/i18n.ts';
import zhCn from '@xueqian/ui/messages/zh-CN.json';

type Texts = { default: Record<string, unknown> };

const files = import.meta.glob<Texts>(['../../modules/*/messages/*.json', '../../ui/messages/en.json']);

/** The shared Chinese texts come with the first file; everything else when a page needs it. */
export const loadMessageFile: MessageLoader = async (language, namespace) => {
  if (namespace === 'ui' && language === 'zh-CN') return zhCn;
  const path =
    namespace === 'ui' ? `../../ui/messages/${language}.json` : `../../modules/${namespace}/messages/${language}.json`;
  const load = files[path];
  return load === undefined ? {} : (await load()).default;
};
