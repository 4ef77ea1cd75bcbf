import { formatNumber } from '@xueqian/ui/format.ts';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportCounts } from './CountsBar.tsx';

/** What the import did, and where to go on. */
export function DoneImport({ counts }: { readonly counts: ImportCounts }) {
  const { t } = useTranslation('importing');
  const go = useGo();
  const { created, updated, rejected, withCase } = counts;
  return (
    <section className="sheet import-done">
      <h2>
        <SmallIcon name="check" size={20} />
        {t('pages.done.title')}
      </h2>
      <p>
        {created + updated === 0
          ? t('pages.done.nothing')
          : t('pages.done.text', { created, updated: formatNumber(updated) })}
      </p>
      {rejected > 0 && <p className="import-bad">{t('pages.done.rejected', { count: rejected })}</p>}
      <p className="import-done-actions">
        <Button type="primary" onClick={() => go(paths.myChildren({ state: 'entered' }))}>
          {t('pages.done.toChildren')}
        </Button>
        {withCase > 0 && (
          <Button danger onClick={() => go(paths.cases())}>
            {t('pages.done.toCases', { count: withCase })}
          </Button>
        )}
        {rejected > 0 && <Button onClick={() => go(paths.imports)}>{t('pages.page.again')}</Button>}
      </p>
    </section>
  );
}
