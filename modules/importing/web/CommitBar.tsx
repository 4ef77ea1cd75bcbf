import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { commitImport, type ImportView, listImports, readImport } from '../contract.ts';
import { CancelImport } from './CancelImport.tsx';
import type { ImportCounts } from './CountsBar.tsx';

type Props = { readonly view: ImportView; readonly counts: ImportCounts; readonly mayUse: boolean };

/** The decision: import the correct rows, the others stay out; said before it is done. */
export function CommitBar({ view, counts, mayUse }: Props) {
  const { t } = useTranslation('importing');
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const act = useAct(commitImport, { refreshes: [readImport, listImports], onDone: () => setAsking(false) });
  const fine = counts.created + counts.updated;
  const figure = (value: number) => ({ count: value });
  if (!mayUse) return <NoticeLine tone="quiet">{t('pages.commit.readOnly')}</NoticeLine>;
  return (
    <footer className="commit-bar foot-bar">
      {fine === 0 && counts.rejected === 0 && <span>{t('pages.commit.none')}</span>}
      {counts.rejected > 0 && <span>{t('pages.commit.bar', figure(counts.rejected))}</span>}
      <span className="space" />
      <CancelImport importId={view.id} />
      {counts.rejected > 0 && <Button onClick={() => go(paths.imports)}>{t('pages.page.again')}</Button>}
      {fine > 0 && (
        <Button type="primary" onClick={() => setAsking(true)}>
          {t('pages.commit.button', figure(fine))}
        </Button>
      )}
      <Modal
        open={asking}
        width={480}
        title={t('pages.commit.title', figure(fine))}
        okText={t('pages.commit.confirm')}
        cancelText={t('pages.commit.cancel')}
        confirmLoading={act.isPending}
        onOk={() => act.mutate({ importId: view.id, expectRejected: counts.rejected })}
        onCancel={() => setAsking(false)}
      >
        <ul className="commit-list">
          {counts.created > 0 && <li>{t('pages.commit.created', figure(counts.created))}</li>}
          {counts.updated > 0 && <li>{t('pages.commit.updated', figure(counts.updated))}</li>}
          {counts.unchanged > 0 && <li>{t('pages.commit.unchanged', figure(counts.unchanged))}</li>}
          {counts.withCase > 0 && <li className="import-warn">{t('pages.count.withCase', figure(counts.withCase))}</li>}
          {counts.rejected > 0 && <li className="import-bad">{t('pages.commit.rejected', figure(counts.rejected))}</li>}
        </ul>
        <p>{t('pages.commit.next')}</p>
        {act.error !== null && <ErrorState problem={act.error} small />}
      </Modal>
    </footer>
  );
}
