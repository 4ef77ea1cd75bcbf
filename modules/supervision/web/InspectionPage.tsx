import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { correctInspection, knowInspection, readInspection } from '../inspection-contract.ts';
import { InspectionEnds } from './InspectionEnds.tsx';
import { InspectionForm } from './InspectionForm.tsx';
import { InspectionRecord } from './InspectionRecord.tsx';
import { InspectionTag } from './InspectionTag.tsx';
import './supervision.css';
import './inspection.css';

/** One inspection: written on the spot, then as it is printed, with the principal's word and what follows. */
export function InspectionPage() {
  const { t } = useTranslation('supervision');
  const inspectionId = usePathNumber('inspectionId');
  const read = useRead(readInspection, { inspectionId });
  const [corrects, setCorrects] = useState(false);
  if (read.data === undefined) return <ReadState read={read} lines={10} />;
  const inspection = read.data;
  const { may } = inspection;
  return (
    <>
      <div className="not-printed">
        <PageHeader
          title={inspection.institutionName}
          back={{ to: paths.inspections(), word: t('inspection.title') }}
          aside={<InspectionTag state={inspection.state} />}
          note={
            inspection.isPlanned
              ? t('inspection.planLine', {
                  ...{ title: inspection.planTitle, from: inspection.fromOn, until: inspection.untilOn },
                })
              : t('inspection.unannounced')
          }
          actions={
            <>
              {may.rectify && (
                <GoLink
                  to={paths.issueRectification(inspection.institutionId, inspectionId)}
                  className="plain-button first"
                >
                  {t('inspection.rectify')}
                </GoLink>
              )}
              <InspectionEnds inspection={inspection} />
              {may.correct && <Button onClick={() => setCorrects(true)}>{t('inspection.correct')}</Button>}
              {!may.write && <Button onClick={() => window.print()}>{t('inspection.record.print')}</Button>}
            </>
          }
        />
      </div>
      {inspection.correctsId !== null && (
        <p>
          <GoLink to={paths.inspection(inspection.correctsId)}>
            {t('inspection.record.corrects', { id: inspection.correctsId, reason: inspection.correctionReason })}
          </GoLink>
        </p>
      )}
      {inspection.correctedById !== null && (
        <p>
          <GoLink to={paths.inspection(inspection.correctedById)}>
            {t('inspection.record.correctedBy', { id: inspection.correctedById })}
          </GoLink>
        </p>
      )}
      {inspection.state === 'handed-over' && inspection.knownBy !== null && (
        <p className="soft not-printed">
          {t('inspection.know.by')} <DueDate dueOn={inspection.knownBy} />
        </p>
      )}
      {inspection.dropReason !== null && (
        <NoticeLine>
          {t('inspection.drop.line', { name: inspection.dropped?.name ?? '', reason: inspection.dropReason })}
        </NoticeLine>
      )}
      {may.write ? (
        <InspectionForm inspection={inspection} onChanged={() => void read.refetch()} />
      ) : (
        <InspectionRecord inspection={inspection} />
      )}
      {may.know && <Know inspectionId={inspectionId} />}
      <Correction inspectionId={inspectionId} open={corrects} onClose={() => setCorrects(false)} />
    </>
  );
}

function Know({ inspectionId }: { readonly inspectionId: number }) {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const [objection, setObjection] = useState('');
  const know = useAct(knowInspection, { onDone: () => void message.success(t('inspection.know.done')) });
  const text = objection.trim();
  return (
    <section className="sheet inspection-form not-printed">
      <h2>{t('inspection.know.title')}</h2>
      <p>{t('inspection.know.hint')}</p>
      <label htmlFor="inspection-objection">{t('inspection.know.objection')}</label>
      <Input.TextArea
        id="inspection-objection"
        rows={3}
        maxLength={1000}
        value={objection}
        onChange={(event) => setObjection(event.target.value)}
      />
      {know.error !== null && <ErrorState problem={know.error} small />}
      <div className="term-buttons">
        <Button
          type="primary"
          loading={know.isPending}
          onClick={() => know.mutate({ inspectionId, objection: text === '' ? null : text })}
        >
          {t(text === '' ? 'inspection.know.yes' : 'inspection.know.withObjection')}
        </Button>
      </div>
    </section>
  );
}

type CorrectionProps = { readonly inspectionId: number; readonly open: boolean; readonly onClose: () => void };

function Correction({ inspectionId, open, onClose }: CorrectionProps) {
  const { t } = useTranslation('supervision');
  const go = useGo();
  const [requestId] = useState(() => crypto.randomUUID());
  const correct = useAct(correctInspection, {
    onDone: (made) => {
      onClose();
      go(paths.inspection(made.inspectionId));
    },
  });
  return (
    <ReasonDialog
      open={open}
      title={t('inspection.correct')}
      hint={t('inspection.correctHint')}
      confirmWord={t('inspection.correct')}
      isPending={correct.isPending}
      problem={correct.error}
      onSubmit={(reason) => correct.mutate({ inspectionId, requestId, reason })}
      onClose={onClose}
    />
  );
}
