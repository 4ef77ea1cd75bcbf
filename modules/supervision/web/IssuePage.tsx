import { addMonths } from '@xueqian/kernel/iso-date.ts';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress, useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readFileFindings } from '../contract.ts';
import { findingsOf } from '../inspection.ts';
import { readInspection } from '../inspection-contract.ts';
import { type Violation, violations } from '../rectification.ts';
import { issueRectification } from '../rectification-contract.ts';
import './supervision.css';

/** A rectification notice to one institution: which breach, what was found, what is asked, by which day. */
export function IssuePage() {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const go = useGo();
  const institutionId = usePathNumber('institutionId');
  const file = useRead(readFileFindings, { institutionId });
  const { query } = useAddress();
  const inspectionId = Number(query['inspection']) || null;
  const inspection = useRead(readInspection, { inspectionId: inspectionId ?? 0 }, { enabled: inspectionId !== null });
  const [requestId] = useState(() => crypto.randomUUID());
  const [violation, setViolation] = useState<Violation | null>(null);
  const [found, setFound] = useState('');
  const [asked, setAsked] = useState('');
  const [dueOn, setDueOn] = useState('');
  // What the inspection found is the beginning of the notice; whoever issues it may say it in other words.
  useEffect(() => {
    if (inspection.data === undefined) return;
    const { items, answers, inspectedOn } = inspection.data;
    const findings = findingsOf(items, answers);
    setViolation('other');
    setFound(
      findings
        .map(({ item, choice, note }) =>
          t('inspection.foundLine', { ...item, choice: t(`inspection.choices.${choice}`), note }),
        )
        .join('\n')
        .slice(0, 2000),
    );
    setAsked(t('inspection.askedLine', { on: inspectedOn ?? '', count: findings.length }));
    if (inspectedOn !== null) setDueOn(addMonths(inspectedOn, 1));
  }, [inspection.data, t]);
  const issue = useAct(issueRectification, {
    onDone: ({ rectificationId }) => {
      void message.success(t('rectification.issueDone'));
      go(paths.rectification(rectificationId));
    },
  });
  if (file.error !== null) return <ErrorState problem={file.error} onRetry={() => void file.refetch()} />;
  if (file.isPending) return <LoadingState lines={8} />;
  const isWhole = violation !== null && found.trim().length >= 2 && asked.trim().length >= 2 && dueOn !== '';
  return (
    <>
      <PageHeader
        title={t('rectification.new')}
        back={{ to: paths.institution(institutionId), word: file.data.name }}
        note={file.data.name}
      />
      <div className="sheet issue-form">
        <label htmlFor="issue-violation">{t('rectification.columns.violation')}</label>
        <Select
          id="issue-violation"
          value={violation}
          onChange={(chosen: Violation) => setViolation(chosen)}
          options={violations.map((each) => ({ value: each, label: t(`rectification.violations.${each}`) }))}
        />
        <label htmlFor="issue-found">{t('rectification.found')}</label>
        <Input.TextArea
          id="issue-found"
          rows={4}
          maxLength={2000}
          value={found}
          onChange={(event) => setFound(event.target.value)}
        />
        <label htmlFor="issue-asked">{t('rectification.asked')}</label>
        <Input.TextArea
          id="issue-asked"
          rows={4}
          maxLength={2000}
          value={asked}
          onChange={(event) => setAsked(event.target.value)}
        />
        <label htmlFor="issue-due">{t('rectification.dueOn')}</label>
        <DateBox id="issue-due" value={dueOn} onChange={setDueOn} />
        {issue.error !== null && <ErrorState problem={issue.error} small />}
        <div className="term-buttons">
          <Button
            type="primary"
            loading={issue.isPending}
            disabled={!isWhole}
            onClick={() =>
              violation !== null &&
              issue.mutate({
                institutionId,
                requestId,
                violation,
                found: found.trim(),
                asked: asked.trim(),
                dueOn,
                inspectionId,
              })
            }
          >
            {t('rectification.issue')}
          </Button>
        </div>
      </div>
    </>
  );
}
