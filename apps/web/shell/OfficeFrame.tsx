import { currentLanguage } from '@xueqian/ui/i18n.ts';
import { theme } from '@xueqian/ui/theme.ts';
import { App, ConfigProvider } from 'antd';
import enUs from 'antd/locale/en_US';
import zhCn from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import 'dayjs/locale/zh-cn';
import { styleNonce } from '../style-nonce.ts';

/** The component library in our colours and the chosen language. */
export function OfficeFrame({ children }: { readonly children: ReactNode }) {
  const language = useSyncExternalStore(currentLanguage.watch, currentLanguage.get);
  useEffect(() => {
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  }, [language]);
  return (
    <ConfigProvider
      {...(styleNonce === '' ? {} : { csp: { nonce: styleNonce } })}
      theme={theme}
      locale={language === 'en' ? enUs : zhCn}
      button={{ autoInsertSpace: false }}
      componentSize="middle"
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
