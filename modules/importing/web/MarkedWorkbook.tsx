import { downloadFile } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { markedWorkbookPath } from '../contract.ts';

/** The uploaded sheet with the wrong cells marked. */
export function MarkedWorkbook({ importId, fileName }: { readonly importId: number; readonly fileName: string }) {
  const { t } = useTranslation('importing');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = () => {
    setBusy(true);
    setProblem(null);
    downloadFile(markedWorkbookPath(importId), `${fileName.replace(/\.\w+$/, '')}-${importId}.xlsx`)
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <div className="import-marked">
      <Button loading={busy} onClick={download}>
        {t('pages.report.marked')}
      </Button>
      <span className="import-soft">{t('pages.report.markedText')}</span>
      {problem !== null && <ErrorState problem={problem} small />}
    </div>
  );
}
