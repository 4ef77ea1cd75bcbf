import type { OutputOf } from '@xueqian/kernel/route.ts';
import { daysUntil, formatDate } from '@xueqian/ui/format.ts';
import { DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { today } from '@xueqian/ui/today.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewLeaving, recordLeaving } from '../contract.ts';
import { type LeavingWay, leavingWays } from '../leaving.ts';
import { InTheWay } from './InTheWay.tsx';
import './departures.css';

type Child = OutputOf<typeof previewLeaving>['leaving'][number];

/** Records that one child or several leave: the day and the way first, then who leaves and who cannot. */
export function LeavingFormPage() {
  const { t } = useTranslation('departures');
  const { message } = App.useApp();
  const go = useGo();
  const { institutionId } = useSession();
  const { query } = useAddress();
  const childIds = (query['children'] ?? '').split(',').map(Number).filter(Number.isSafeInteger).filter(Boolean);
  const [leftOn, setLeftOn] = useState(today());
  const [way, setWay] = useState<LeavingWay | null>(null);
  const [destination, setDestination] = useState('');
  const [reason, setReason] = useState('');
  const asked = { institutionId: institutionId ?? 0, childIds: childIds.join(','), leftOn };
  const read = useRead(previewLeaving, asked, {
    enabled: institutionId !== null && childIds.length > 0 && leftOn !== '',
    keep: true,
  });
  const record = useAct(recordLeaving, {
    onDone: ({ done }) => {
      void message.success(t('form.done', { count: done }));
      go(paths.leavings());
    },
  });
  const back = { to: paths.myChildren(), word: t('form.back') };
  if (institutionId === null || childIds.length === 0)
    return (
      <>
        <PageHeader title={t('form.title')} back={back} />
        <EmptyState
          title={t('form.nobody')}
          hint={t('form.nobodyHint')}
          action={<GoLink to={paths.myChildren({ state: 'numbered' })}>{t('form.choose')}</GoLink>}
        />
      </>
    );
  const plan = read.data;
  const leaving = plan?.leaving ?? [];
  const needed: Needed = [
    [t('form.leftOn'), leftOn !== ''],
    [t('form.way'), way !== null],
    [t('form.reason'), reason.trim().length >= 2],
  ];
  const send = () => {
    if (way === null) return;
    const to = destination.trim();
    record.mutate({
      ...{ institutionId, childIds: leaving.map((child) => child.childId), leftOn, way },
      ...{ destination: to === '' ? null : to, reason: reason.trim() },
    });
  };
  return (
    <>
      <PageHeader title={t('form.title')} back={back} note={t('form.note')} />
      <div className="sheet departure-form departure-part">
        <label htmlFor="leaving-day">{t('form.leftOn')}</label>
        <DateBox id="leaving-day" value={leftOn} onChange={setLeftOn} max={today()} clears={false} />
        {plan !== undefined && plan.dueOn !== null && (
          <p className="soft">
            {plan.dueOn === 'not-known'
              ? t('form.dueNotKnown', { article: plan.article })
              : t(daysUntil(plan.dueOn) < 0 ? 'form.late' : 'form.due', {
                  on: formatDate(plan.dueOn),
                  article: plan.article,
                })}
          </p>
        )}
        <label htmlFor="leaving-way">{t('form.way')}</label>
        <Select
          id="leaving-way"
          className="departure-way"
          value={way}
          placeholder={t('form.chooseWay')}
          onChange={(chosen: LeavingWay) => setWay(chosen)}
          options={leavingWays.map((each) => ({ value: each, label: t(`ways.${each}`) }))}
        />
        <label htmlFor="leaving-destination">{t('form.destination')}</label>
        <Input
          id="leaving-destination"
          maxLength={120}
          value={destination}
          placeholder={t('form.destinationHint')}
          onChange={(event) => setDestination(event.target.value)}
        />
        <label htmlFor="leaving-reason">{t('form.reason')}</label>
        <Input.TextArea
          id="leaving-reason"
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {plan === undefined ? (
        <div className="sheet">
          <ReadState read={read} lines={4} />
        </div>
      ) : (
        <>
          {plan.refused.length > 0 && <InTheWay refused={plan.refused} />}
          <div className="sheet flush departure-part">
            <DataTable<Child, number>
              label={t('form.who')}
              rowId={(child) => child.childId}
              rows={leaving}
              columns={[
                { key: 'name', head: t('columns.name'), phone: 'title', cell: (child) => child.name },
                {
                  key: 'class',
                  head: t('columns.className'),
                  width: 200,
                  cell: (child) => child.className ?? t('noClass'),
                },
                {
                  key: 'admitted',
                  head: t('columns.admittedOn'),
                  kind: 'date',
                  width: 140,
                  cell: (child) => formatDate(child.admittedOn),
                },
              ]}
              empty={<EmptyState title={t('form.noneMay')} hint={t('form.noneMayHint')} />}
            />
          </div>
        </>
      )}
      <NoticeLine tone="quiet">{t('form.effect')}</NoticeLine>
      {record.error !== null && <ErrorState problem={record.error} small />}
      <div className="departure-buttons">
        <Button
          type="primary"
          loading={record.isPending}
          disabled={!isComplete(needed) || leaving.length === 0}
          onClick={send}
        >
          {t('form.record', { count: leaving.length })}
        </Button>
        <Button onClick={() => go(paths.myChildren())}>{t('form.cancel')}</Button>
        <StillNeeded needed={needed} />
      </div>
    </>
  );
}
