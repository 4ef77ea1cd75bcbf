import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useTranslation } from 'react-i18next';
import { isCame, movedKinds, presentKinds } from '../kinds.ts';
import { MovedChildren } from './MovedChildren.tsx';
import { usePeriod, usePeriodWord } from './PeriodChoice.tsx';
import { PresentChildren } from './PresentChildren.tsx';
import './flows.css';

/** The children behind one figure of the flows, with what can be done next. */
export function FlowChildrenPage() {
  const { t } = useTranslation('flows');
  const { query } = useAddress();
  const [period] = usePeriod();
  const periodWord = usePeriodWord();
  const moved = movedKinds.find((kind) => kind === query['kind']);
  const present = presentKinds.find((kind) => kind === query['kind']) ?? 'single-away';
  const division = query['division'];
  const asked = Number(query['institutionId'] ?? Number.NaN);
  const at = {
    ...(division === undefined ? {} : { division }),
    ...(Number.isSafeInteger(asked) ? { institutionId: asked } : {}),
  };
  const view = moved === undefined ? undefined : isCame(moved) ? 'came' : 'gone';
  const back = paths.flows({
    ...(division === undefined ? {} : { division }),
    ...(view === undefined ? {} : { view, period }),
  });
  const kindWord = moved === undefined ? t(`present.${present}`) : t(`moved.${moved}`);
  const kind = moved ?? present;
  const next = t(`next.${kind}`, { defaultValue: '' });
  const note = [moved === undefined ? '' : periodWord(period), next].filter(Boolean).join(' · ');
  return (
    <>
      <PageHeader
        title={t('list.title', { kind: kindWord })}
        {...(note === '' ? {} : { note })}
        back={{ to: back, word: t('list.back') }}
      />
      <div className="sheet flush">
        {moved === undefined ? (
          <PresentChildren key={present} kind={present} at={at} />
        ) : (
          <MovedChildren key={moved} kind={moved} at={at} period={period} />
        )}
      </div>
    </>
  );
}
