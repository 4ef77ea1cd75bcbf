import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress, useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { useTranslation } from 'react-i18next';
import type { FiledSection } from '../section.ts';
import { readSection } from '../section-contract.ts';
import { SectionDecision } from './SectionDecision.tsx';
import { useFiledWords } from './use-filed-words.ts';
import { useSectionName } from './use-section-name.ts';
import { versionLooks } from './version-looks.ts';
import './institutions.css';
import './filed-section.css';

/** A section that a principal has confirmed: old beside new, and the county's word. */
export function SectionReviewPage() {
  const { t } = useTranslation('institutions');
  const section = useSectionName();
  return section === null ? <EmptyState title={t('section.unknown')} /> : <Review section={section} />;
}

function Review({ section }: { readonly section: FiledSection }) {
  const { t } = useTranslation(['institutions', 'ui']);
  const words = useFiledWords();
  const go = useGo();
  const institutionId = usePathNumber('institutionId');
  const period = useAddress().query['period'] ?? '';
  const read = useRead(readSection, { institutionId, section, period });
  useTitle(read.data?.name ?? words.nameOf(section));
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  const { name, code, newest, inForce, may } = read.data;
  return (
    <>
      <PageHeader
        title={name}
        back={{ to: paths.sectionReviews, word: t('ui:pages.section-reviews') }}
        aside={newest !== null && <Tag {...versionLooks[newest.state]} word={t(`section.states.${newest.state}`)} />}
        note={
          <span className="figure">
            {words.titleOf(section, period)} · {code}
          </span>
        }
      />
      {newest === null || newest.state !== 'confirmed' ? (
        <div className="sheet">
          <EmptyState title={t('review.nothing.title')} hint={t('review.nothing.hint')} />
        </div>
      ) : may.review ? (
        <SectionDecision
          institutionId={institutionId}
          section={section}
          period={period}
          newest={newest}
          inForce={inForce}
          by="county"
          onDone={() => go(paths.sectionReviews)}
        />
      ) : (
        <div className="sheet">
          <EmptyState title={t('section.anotherOffice.title')} hint={t('section.anotherOffice.hint')} />
        </div>
      )}
    </>
  );
}
