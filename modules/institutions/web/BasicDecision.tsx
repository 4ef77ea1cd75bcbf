import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmBasic, type readInstitution, reviewBasic } from '../contract.ts';
import { changedFields, SectionDifference } from './SectionDifference.tsx';

type Version = NonNullable<OutputOf<typeof readInstitution>['newest']>;
type Props = {
  readonly institutionId: number;
  readonly newest: Version;
  readonly inForce: Version | null;
  /** Who decides; null: whoever only looks. */
  readonly by: 'principal' | 'county' | null;
  readonly onDone?: () => void;
};

/** A basic section beside what is in force, and the word on it: yes, or back with a reason. */
export function BasicDecision({ institutionId, newest, inForce, by, onDone }: Props) {
  const { t } = useTranslation('institutions');
  const { message } = App.useApp();
  const [asksReason, setAsksReason] = useState(false);
  const act = useAct((by === 'county' ? reviewBasic : confirmBasic) as typeof reviewBasic, {
    onDone: ({ state }) => {
      setAsksReason(false);
      void message.success(t(`review.decided.${state}`));
      onDone?.();
    },
  });
  const changes = inForce === null ? 0 : changedFields(inForce.fields, newest.fields).length;
  const { version, revision } = newest;
  const decide = (decision: 'approve' | 'return', reason: string | null) =>
    act.mutate({ institutionId, version, revision, decision, reason });
  return (
    <>
      <div className="sheet flush">
        <SectionDifference before={inForce?.fields ?? null} after={newest.fields} />
        {by !== null && (
          <div className="decision-bar">
            <span>{inForce === null ? t('review.first') : t('review.changes', { count: changes })}</span>
            <Button danger disabled={act.isPending} onClick={() => setAsksReason(true)}>
              {t('review.return')}
            </Button>
            <ConfirmButton
              type="primary"
              word={t(`review.yes.${by}.word`)}
              question={t(`review.yes.${by}.question`)}
              detail={t(`review.yes.${by}.detail`)}
              isPending={act.isPending}
              onConfirm={() => decide('approve', null)}
            />
          </div>
        )}
      </div>
      {act.error !== null && !asksReason && <ErrorState problem={act.error} small />}
      <ReasonDialog
        isRead
        open={asksReason}
        title={t('review.returnTitle')}
        hint={t('review.returnHint')}
        suggestions={['licence', 'name', 'address', 'places', 'credit'].map((reason) => t(`review.reasons.${reason}`))}
        confirmWord={t('review.return')}
        isPending={act.isPending}
        problem={act.error}
        onSubmit={(reason) => decide('return', reason)}
        onClose={() => {
          setAsksReason(false);
          act.reset();
        }}
      />
    </>
  );
}
