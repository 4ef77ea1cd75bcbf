import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiledSection } from '../section.ts';
import { confirmSection, reviewSection, type ShownVersion } from '../section-contract.ts';
import { differencesOf } from '../section-fields.ts';
import { FiledDifference } from './FiledDifference.tsx';
import { FiledValues } from './FiledValues.tsx';
import { VersionPeople } from './VersionPeople.tsx';

type Props = {
  readonly institutionId: number;
  readonly section: FiledSection;
  readonly period: string;
  readonly newest: ShownVersion;
  readonly inForce: ShownVersion | null;
  /** Who decides: the principal (left out) or the county. */
  readonly by?: 'county';
  readonly onDone?: () => void;
};

/** What is proposed, as a whole or as a change of what is in force, and the word on it: yes, or back with a reason. */
export function SectionDecision({ institutionId, section, period, newest, inForce, by, onDone }: Props) {
  const { t } = useTranslation('institutions');
  const { message } = App.useApp();
  const [asksReason, setAsksReason] = useState(false);
  const act = useAct((by === 'county' ? reviewSection : confirmSection) as typeof confirmSection, {
    onDone: ({ state }) => {
      setAsksReason(false);
      void message.success(t(`section.decided.${state}`));
      onDone?.();
    },
  });
  const who = by ?? 'principal';
  const changes = inForce === null ? 0 : differencesOf(section, inForce.fields, newest.fields).length;
  const decide = (decision: 'approve' | 'return', reason: string | null) => {
    const { version, revision } = newest;
    act.mutate({ institutionId, section, period, version, revision, decision, reason });
  };
  return (
    <>
      <div className="sheet flush">
        {inForce === null ? (
          <div className="filed-whole">
            <FiledValues section={section} fields={newest.fields} />
          </div>
        ) : (
          <FiledDifference section={section} before={inForce.fields} after={newest.fields} />
        )}
        <div className="decision-bar">
          <span>{inForce === null ? t('section.first') : t('section.changes', { count: changes })}</span>
          <Button danger disabled={act.isPending} onClick={() => setAsksReason(true)}>
            {t('review.return')}
          </Button>
          <ConfirmButton
            type="primary"
            word={t(`section.approve.${who}`)}
            question={t(`section.approveQuestion.${who}`)}
            isPending={act.isPending}
            onConfirm={() => decide('approve', null)}
          />
        </div>
      </div>
      {act.error !== null && !asksReason && <ErrorState problem={act.error} small />}
      <div className="sheet institution-sheet">
        <h2>{t('pages.basic.people')}</h2>
        <VersionPeople version={newest} />
      </div>
      <ReasonDialog
        isRead
        open={asksReason}
        title={t('section.returnTitle')}
        hint={t('section.returnHint')}
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
