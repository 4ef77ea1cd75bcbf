import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';

const reasons = ['later', 'scope', 'moved'] as const;
const checks = ['twice', 'left', 'baseline'] as const;

/** Beside a share above 100: why it can be right, and what to check. */
export function OverHint() {
  const { t } = useTranslation('statistics');
  return (
    <Popover
      trigger={['hover', 'click', 'focus']}
      title={t('annex2.over.title')}
      content={
        <div className="over-hint">
          <p>{t('annex2.over.why')}</p>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{t(`annex2.over.${reason}`)}</li>
            ))}
          </ul>
          <p>{t('annex2.over.check')}</p>
          <ul>
            {checks.map((check) => (
              <li key={check}>{t(`annex2.over.${check}`)}</li>
            ))}
          </ul>
        </div>
      }
    >
      <button type="button" className="over-mark not-printed" aria-label={t('annex2.over.title')}>
        <SmallIcon name="alert" size={15} />
      </button>
    </Popover>
  );
}
