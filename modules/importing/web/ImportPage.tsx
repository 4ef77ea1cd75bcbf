import { useQueryClient } from '@tanstack/react-query';
import { formatInstant } from '@xueqian/ui/format.ts';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listProblemGroups, listProblemRows, readImport } from '../contract.ts';
import { CheckReport } from './CheckReport.tsx';
import { FailedImport } from './FailedImport.tsx';
import { ImportStateTag } from './ImportStateTag.tsx';
import { isRunning } from './import-looks.ts';
import { RunningImport } from './RunningImport.tsx';
import { askerGone, StoppedImport } from './StoppedImport.tsx';
import './importing.css';

/** One import: running, checked, committed or failed; looks again by itself while the server works. */
export function ImportPage() {
  const { t } = useTranslation('importing');
  const importId = usePathNumber('importId');
  const [live, setLive] = useState(true);
  const read = useRead(readImport, { importId }, { every: live ? 1500 : false });
  const running = read.data === undefined ? read.error === null : isRunning(read.data.state);
  if (running !== live) setLive(running);
  const view = read.data;
  const queries = useQueryClient();
  useEffect(() => {
    // A check that has just ended has found other problems than the one before.
    if (live) return;
    for (const route of [listProblemGroups, listProblemRows]) void queries.invalidateQueries({ queryKey: [route.id] });
  }, [live, queries]);
  return (
    <>
      <PageHeader
        title={view?.fileName ?? t('pages.title')}
        back={{ to: paths.imports, word: t('pages.page.back') }}
        aside={view === undefined ? null : <ImportStateTag state={view.state} />}
        note={
          view === undefined
            ? undefined
            : t('pages.page.uploadedBy', { person: view.uploadedBy, at: formatInstant(view.uploadedAt) })
        }
      />
      {view === undefined ? (
        <div className="sheet">
          <ReadState read={read} lines={6} />
        </div>
      ) : view.state === 'failed' && view.failure?.code === askerGone ? (
        <StoppedImport view={view} failure={view.failure} />
      ) : view.state === 'failed' ? (
        <FailedImport view={view} />
      ) : isRunning(view.state) ? (
        <RunningImport view={view} />
      ) : (
        <CheckReport view={view} />
      )}
    </>
  );
}
