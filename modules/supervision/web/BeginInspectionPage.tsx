import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readFileFindings } from '../contract.ts';
import { beginInspection } from '../inspection-contract.ts';
import { InspectionTable } from './InspectionTable.tsx';
import './supervision.css';
import './inspection.css';

/** Before an unannounced inspection: what the file is out of line in now, and what was found there before. */
export function BeginInspectionPage() {
  const { t } = useTranslation('supervision');
  const go = useGo();
  const institutionId = usePathNumber('institutionId');
  const [requestId] = useState(() => crypto.randomUUID());
  const file = useRead(readFileFindings, { institutionId });
  const begin = useAct(beginInspection, { onDone: ({ inspectionId }) => go(paths.inspection(inspectionId)) });
  if (file.data === undefined) return <ReadState read={file} lines={8} />;
  const { name, findings } = file.data;
  return (
    <>
      <PageHeader
        title={t('inspection.begin')}
        back={{ to: paths.institution(institutionId), word: name }}
        note={t('inspection.beginHint')}
        actions={
          <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate({ institutionId, requestId })}>
            {t('inspection.begin')}
          </Button>
        }
      />
      {begin.error !== null && <ErrorState problem={begin.error} small />}
      <section className="sheet">
        <h2>{t('lists.title')}</h2>
        {findings.length === 0 ? (
          <p className="soft">{t('todo.empty.title')}</p>
        ) : (
          <ul className="found-lines">
            {findings.map((finding) =>
              finding.found.map((each, at) => (
                <li key={`${finding.rule} ${at}`}>
                  <strong>{t(`rules.${finding.rule}.name`)}</strong> {each.row}{' '}
                  {t(`rules.${finding.rule}.text`, each.facts)}
                </li>
              )),
            )}
          </ul>
        )}
      </section>
      <section className="sheet flush">
        <h2 className="inspection-head">{t('inspection.title')}</h2>
        <InspectionTable only="all" institutionId={institutionId} />
      </section>
    </>
  );
}
