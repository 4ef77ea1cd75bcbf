import type { OutputOf } from '@xueqian/kernel/route.ts';
import { daysUntil } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { carryOutChange, decideApplication, type readChange, withdrawChange } from '../division-contract.ts';
import '@xueqian/ui/parts/dialogs.css';

/** What this office may do with a change now: carry it out, withdraw it, approve or reject an application. */
export function ChangeActions({ change }: { readonly change: OutputOf<typeof readChange> }) {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const [dialog, setDialog] = useState<'approve' | 'reject' | null>(null);
  const [code, setCode] = useState('part' in change.change ? change.change.part.code : '');
  const changeId = change.id;
  const close = () => setDialog(null);
  const carryOut = useAct(carryOutChange);
  const withdraw = useAct(withdrawChange);
  const decide = useAct(decideApplication, { onDone: close });
  const { may, figures } = change;
  if (!may.carryOut && !may.decide && !may.withdraw) return null;
  const isLater = daysUntil(change.inForceOn) > 0;
  const problem = carryOut.error ?? withdraw.error;
  return (
    <>
      <div className="row-actions not-printed change-actions">
        {may.decide && (
          <>
            <Button type="primary" disabled={figures === null} onClick={() => setDialog('approve')}>
              {t('change.approve')}
            </Button>
            <Button danger onClick={() => setDialog('reject')}>
              {t('change.reject')}
            </Button>
          </>
        )}
        {may.carryOut && (
          <ConfirmButton
            type="primary"
            word={t('change.carryOut')}
            question={isLater ? t('change.carryOutLater', { date: change.inForceOn }) : t('change.carryOutNow')}
            detail={t('change.carryOutDetail', { count: figures?.institutions ?? 0 })}
            disabled={figures === null}
            isPending={carryOut.isPending}
            onConfirm={() => carryOut.mutate({ changeId, expectInstitutions: figures?.institutions ?? 0 })}
          />
        )}
        {may.withdraw && (
          <ConfirmButton
            word={t('change.withdraw')}
            question={t('change.withdrawQuestion')}
            isPending={withdraw.isPending}
            onConfirm={() => withdraw.mutate({ changeId })}
          />
        )}
      </div>
      {problem !== null && <ErrorState problem={problem} small />}
      <ReasonDialog
        isRead
        open={dialog === 'reject'}
        title={t('change.rejectTitle')}
        hint={t('change.rejectHint')}
        confirmWord={t('change.reject')}
        isPending={decide.isPending}
        problem={decide.error}
        onSubmit={(reason) => decide.mutate({ changeId, decision: 'reject', code: null, reason })}
        onClose={close}
      />
      {dialog === 'approve' && (
        <Modal
          open
          title={t('change.approveTitle')}
          okText={t('change.approve')}
          cancelText={t('ui:cancel')}
          confirmLoading={decide.isPending}
          onOk={() => decide.mutate({ changeId, decision: 'approve', code: code.trim() || null, reason: null })}
          onCancel={close}
        >
          <p className="dialog-hint">{t('change.approveHint')}</p>
          <label className="dialog-label" htmlFor="change-code">
            {t('change.code')}
          </label>
          <Input id="change-code" value={code} maxLength={12} onChange={(event) => setCode(event.target.value)} />
          {decide.error !== null && <ErrorState problem={decide.error} small />}
        </Modal>
      )}
    </>
  );
}
