import { formatDate } from '@xueqian/ui/format.ts';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { useTranslation } from 'react-i18next';
import type { RoundKind } from '../round.ts';

type Props = {
  readonly kind: RoundKind;
  readonly window: {
    readonly opensOn: string;
    readonly closesOn: string;
    readonly article: string;
    readonly isOpen: boolean;
  };
};

/** When the round may be confirmed and taken back, and by which rule. */
export function WindowLine({ kind, window }: Props) {
  const { t } = useTranslation('yearly-round');
  return (
    <NoticeLine tone="quiet" icon="clock">
      {t(window.isOpen ? 'window.open' : 'window.closed', {
        kind: t(`kinds.${kind}`),
        from: formatDate(window.opensOn),
        to: formatDate(window.closesOn),
        article: window.article,
      })}
    </NoticeLine>
  );
}
