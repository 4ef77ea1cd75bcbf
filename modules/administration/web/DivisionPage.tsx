import { formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useMay } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readDivision, sendDivision } from '../filings.ts';
import { DivisionTable } from './DivisionTable.tsx';
import './administration.css';

const looks = {
  sent: { tone: 'calm', icon: 'clock' },
  filed: { tone: 'good', icon: 'check' },
  returned: { tone: 'bad', icon: 'back' },
} as const;

/** The division of permissions of my office: shown, printed, and sent to the superior to be filed. */
export function DivisionPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const mayManage = useMay('accounts.manage');
  const read = useRead(readDivision, {});
  const send = useAct(sendDivision, { refreshes: [readDivision] });
  const shown = read.data;
  return (
    <>
      <PageHeader
        title={t('ui:pages.permission-division')}
        note={t('division.note')}
        aside={
          shown?.filing && <Tag {...looks[shown.filing.state]} word={t(`division.states.${shown.filing.state}`)} />
        }
        actions={
          <>
            <Button onClick={() => window.print()}>{t('division.print')}</Button>
            {mayManage && shown?.maySend === true && (
              <ConfirmButton
                type="primary"
                word={t('division.send')}
                question={t('division.sendAsk')}
                isPending={send.isPending}
                onConfirm={() => send.mutate({})}
              />
            )}
          </>
        }
      />
      {send.error !== null && <ErrorState problem={send.error} small />}
      {shown?.filing?.state === 'returned' && (
        <NoticeLine>{t('division.returned', { reason: shown.filing.reason ?? '' })}</NoticeLine>
      )}
      {shown?.changed === true && <NoticeLine>{t('division.changedSince')}</NoticeLine>}
      {shown === undefined ? (
        <div className="sheet">
          <ReadState read={read} lines={8} />
        </div>
      ) : (
        <div className="sheet flush">
          <div className="only-printed division-print">
            <p>{t('division.unit', { name: shown.office, date: shown.today })}</p>
          </div>
          <DivisionTable lines={shown.lines} />
          <div className="only-printed">
            <div className="signatures">
              <span>{t('division.madeBy')}</span>
              <span>{t('division.headOf')}</span>
              <span>{t('division.superior')}</span>
            </div>
          </div>
        </div>
      )}
      {shown?.filed != null && (
        <p className="soft small">
          {t('division.filedAt', { at: formatInstant(shown.filed.decidedAt), by: shown.filed.decidedBy ?? '' })}
        </p>
      )}
    </>
  );
}
