import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../contract.ts';

/** A file that could not be read: why, and what to do. */
export function FailedImport({ view }: { readonly view: ImportView }) {
  const { t } = useTranslation('importing');
  const go = useGo();
  const textOf = useRefusalTexts(view.failure === null ? [] : [view.failure.code]);
  return (
    <section className="sheet import-failed">
      <h2>
        <SmallIcon name="alert" size={20} />
        {t('pages.failed.title')}
      </h2>
      {view.failure !== null && <p className="import-failed-why">{textOf(view.failure.code, view.failure.facts)}</p>}
      <p>{t('pages.failed.nothingChanged')}</p>
      <h3>{t('pages.failed.todo')}</h3>
      <ol>
        <li>{t('pages.failed.open')}</li>
        <li>{t('pages.failed.saveAs')}</li>
        <li>{t('pages.failed.template')}</li>
      </ol>
      <Button type="primary" onClick={() => go(paths.imports)}>
        {t('pages.failed.again')}
      </Button>
    </section>
  );
}
