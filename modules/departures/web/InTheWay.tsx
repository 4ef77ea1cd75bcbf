import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import type { Facts } from '@xueqian/ui/problem.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { useTranslation } from 'react-i18next';

type Refused = { readonly childId: number; readonly name: string; readonly code: string; readonly facts: Facts };

/** Who cannot leave now, and who can move what stands in the way. */
export function InTheWay({ refused }: { readonly refused: readonly Refused[] }) {
  const { t } = useTranslation('departures');
  const textOf = useRefusalTexts([...new Set(refused.map(({ code }) => code))]);
  return (
    <div className="departure-part">
      <NoticeLine tone="bad">{t('form.refused', { count: refused.length })}</NoticeLine>
      <ul className="departure-refused">
        {refused.map(({ childId, name, code, facts }) => (
          <li key={childId}>
            <strong>{name === '' ? t('form.unseen') : name}</strong> {textOf(code, facts)}
          </li>
        ))}
      </ul>
    </div>
  );
}
