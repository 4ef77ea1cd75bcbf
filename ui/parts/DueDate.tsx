import { type DueDate as Due, isKnownDay } from '@xueqian/kernel/due-date.ts';
import { useTranslation } from 'react-i18next';
import { daysUntil } from '../format.ts';
import { Tag } from './StateTag.tsx';

type Props = {
  readonly dueOn: Due;
  /** As the server counts it (working days where the rule says so); else calendar days from today. */
  readonly daysLeft?: number | null;
  readonly overdue?: boolean;
};

/** How much time is left: 还剩 3 天 · 今天到期 · 已逾期 2 天 · 期限待定. */
export function DueDate({ dueOn, daysLeft, overdue }: Props) {
  const { t } = useTranslation('ui');
  if (dueOn === null) return <span>—</span>;
  if (!isKnownDay(dueOn)) {
    return (
      <span title={t('due.notKnownYet')}>
        <Tag tone="warn" icon="clock" word={t('due.notKnown')} />
      </span>
    );
  }
  const left = daysLeft ?? daysUntil(dueOn);
  const isLate = overdue === true || left < 0;
  const word = isLate
    ? t('due.late', { count: Math.max(1, Math.abs(left)) })
    : left === 0
      ? t('due.today')
      : t('due.left', { count: left });
  return (
    <span title={t('due.on', { date: dueOn })}>
      <Tag tone={isLate ? 'bad' : left <= 3 ? 'warn' : 'quiet'} icon={isLate ? 'alert' : 'clock'} word={word} />
    </span>
  );
}
