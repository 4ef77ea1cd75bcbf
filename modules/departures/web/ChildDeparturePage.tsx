import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { PrintedForm } from '@xueqian/ui/parts/PrintedForm.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readChildDepartures } from '../contract.ts';
import { leavingCertificatePath } from '../paper-contract.ts';
import { ResumptionForm, SuspensionForm } from './RestForms.tsx';
import { UndoButton } from './UndoButton.tsx';
import './departures.css';

type Departures = OutputOf<typeof readChildDepartures>;
type Rest = Departures['suspensions'][number];

/** One child: what was recorded of leaving and resting, and what may be recorded now. */
export function ChildDeparturePage() {
  const { t } = useTranslation('departures');
  const mayPrint = useMay('papers.print');
  const childId = usePathNumber('childId');
  const read = useRead(readChildDepartures, { childId });
  const back = { to: paths.childOf(childId), word: t('child.back') };
  const departures = read.data;
  if (departures === undefined) return <PendingPage title={t('child.title')} back={back} read={read} />;
  const { may, leaving, suspensions } = departures;
  return (
    <>
      <PageHeader
        title={t('child.titleOf', { name: departures.childName })}
        back={back}
        actions={
          may.leave && (
            <GoLink to={paths.newLeaving([childId])} className="plain-button first">
              {t('child.leave')}
            </GoLink>
          )
        }
      />
      {leaving !== null && <LastLeaving leaving={leaving} />}
      {mayPrint && leaving !== null && leaving.undoneAt === null && (
        <PrintedForm
          word={t('paper.print')}
          hint={t('paper.hint')}
          path={leavingCertificatePath}
          input={{ leavingId: leaving.id }}
          stages={[{ word: t('paper.recorded'), at: leaving.recordedAt, code: leaving.paperCode }]}
        />
      )}
      {may.suspend && <SuspensionForm childId={childId} />}
      {may.resume && (
        <ResumptionForm
          childId={childId}
          institutionId={departures.institutionId}
          classId={departures.classId}
          from={suspensions[0]?.fromOn ?? ''}
        />
      )}
      <section className="sheet flush">
        <h2 className="only-heard">{t('rest.title')}</h2>
        <DataTable<Rest, string>
          label={t('rest.title')}
          rows={suspensions}
          rowId={(rest) => rest.fromOn + (rest.endedOn ?? '')}
          columns={[
            {
              key: 'from',
              head: t('rest.fromOn'),
              kind: 'date',
              phone: 'title',
              width: 120,
              cell: (rest) => formatDate(rest.fromOn),
            },
            {
              key: 'until',
              head: t('rest.untilOn'),
              kind: 'date',
              width: 140,
              cell: (rest) => formatDate(rest.untilOn),
            },
            {
              key: 'ended',
              head: t('rest.endedOn'),
              kind: 'date',
              width: 140,
              cell: (rest) => (rest.endedOn === null ? t('rest.goesOn') : formatDate(rest.endedOn)),
            },
            { key: 'reason', head: t('columns.reason'), cell: (rest) => rest.reason },
            { key: 'by', head: t('rest.by'), width: 120, cell: (rest) => rest.recordedBy },
          ]}
          empty={<EmptyState title={t('rest.none')} hint={t('rest.noneHint')} />}
        />
      </section>
    </>
  );
}

function LastLeaving({ leaving }: { readonly leaving: NonNullable<Departures['leaving']> }) {
  const { t } = useTranslation('departures');
  return (
    <section className="sheet departure-part">
      <h2>{t('child.leaving', { on: formatDate(leaving.leftOn), way: t(`ways.${leaving.way}`) })}</h2>
      <p>{t('child.reason', { reason: leaving.reason })}</p>
      {leaving.destination !== null && <p>{t('destination', { place: leaving.destination })}</p>}
      <p className="soft">
        {t('child.recorded', { person: leaving.recordedBy, at: formatInstant(leaving.recordedAt) })}{' '}
        {leaving.late && leaving.dueOn !== null && t('late', { on: formatDate(leaving.dueOn) })}
      </p>
      {leaving.undoReason !== null && leaving.undoneAt !== null && (
        <p>
          {formatInstant(leaving.undoneAt)} {t('undone', { reason: leaving.undoReason })}
        </p>
      )}
      {leaving.mayUndo && (
        <div className="departure-buttons">
          <UndoButton leavingId={leaving.id} name={leaving.childName} until={leaving.undoUntil} />
        </div>
      )}
    </section>
  );
}
