import { downloadFile } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import { templatePath } from '../contract.ts';
import { ImportHistory } from './ImportHistory.tsx';
import { UploadBox } from './UploadBox.tsx';
import './importing.css';

/** Template, upload, and the imports made before. */
export function ImportsPage() {
  const { t } = useTranslation('importing');
  const { institutionId } = useSession();
  const mayUse = useMay('importing.use');
  if (institutionId === null) return null;
  return (
    <>
      <PageHeader title={t('pages.title')} note={t('pages.intro')} />
      {mayUse && <Start institutionId={institutionId} />}
      <ImportHistory institutionId={institutionId} />
    </>
  );
}

function Start({ institutionId }: { readonly institutionId: number }) {
  const { t } = useTranslation('importing');
  const classes = useRead(listClasses, { institutionId });
  const [fetching, setFetching] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = () => {
    setFetching(true);
    setProblem(null);
    downloadFile(templatePath(institutionId), `${t('pages.step.templateButton')}.xlsx`)
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setFetching(false));
  };
  const noClasses = classes.data?.length === 0;
  return (
    <section className="import-start">
      <div className="sheet">
        <h2>
          <span className="import-step">1</span>
          {t('pages.step.template')}
        </h2>
        <p>{t('pages.step.templateText')}</p>
        <p>
          <Button loading={fetching} onClick={download}>
            {t('pages.step.templateButton')}
          </Button>
        </p>
        {problem !== null && <ErrorState problem={problem} small />}
        {noClasses && (
          <NoticeLine>
            {t('pages.noClasses')} <GoLink to={paths.classes}>{t('pages.toClasses')}</GoLink>
          </NoticeLine>
        )}
      </div>
      <div className="sheet">
        <h2>
          <span className="import-step">2</span>
          {t('pages.step.upload')}
        </h2>
        <UploadBox institutionId={institutionId} />
      </div>
    </section>
  );
}
