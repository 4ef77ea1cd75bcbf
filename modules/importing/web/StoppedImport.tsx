import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { useMay } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { correctImport, type ImportView, listImports, readImport } from '../contract.ts';
import { CancelImport } from './CancelImport.tsx';

/** The code of an import that nobody was left to carry out. */
export const askerGone = 'accounts.asker-gone';

/** An import whose asker was gone before it was checked: a colleague has it checked, or gives it up. */
export function StoppedImport({
  view,
  failure,
}: {
  readonly view: ImportView;
  readonly failure: NonNullable<ImportView['failure']>;
}) {
  const { t } = useTranslation('importing');
  const mayUse = useMay('importing.use');
  const textOf = useRefusalTexts([failure.code]);
  const act = useAct(correctImport, { refreshes: [readImport, listImports] });
  return (
    <section className="sheet import-failed">
      <h2>{t('pages.stopped.title')}</h2>
      <NoticeLine>{textOf(failure.code, failure.facts)}</NoticeLine>
      {mayUse ? (
        <div className="import-stopped-acts">
          <Button
            type="primary"
            loading={act.isPending}
            onClick={() => act.mutate({ importId: view.id, corrections: [] })}
          >
            {t('pages.stopped.again')}
          </Button>
          <CancelImport importId={view.id} />
        </div>
      ) : (
        <p>{t('pages.stopped.who')}</p>
      )}
      {act.error !== null && <ErrorState problem={act.error} small />}
    </section>
  );
}
