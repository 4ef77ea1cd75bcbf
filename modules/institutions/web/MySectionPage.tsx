import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FiledSection } from '../section.ts';
import { listSections, readSection } from '../section-contract.ts';
import { SectionDecision } from './SectionDecision.tsx';
import { SectionEditor } from './SectionEditor.tsx';
import { SectionTabs } from './SectionTabs.tsx';
import { useFiledWords } from './use-filed-words.ts';
import { useSectionActs } from './use-section-acts.ts';
import { useSectionName } from './use-section-name.ts';
import { versionLooks } from './version-looks.ts';
import './basic-section.css';
import './institutions.css';
import './filed-section.css';

/** One section of my institution's file: filled in, submitted, confirmed by the principal. */
export function MySectionPage() {
  const { t } = useTranslation('institutions');
  const { institutionId } = useSession();
  const section = useSectionName();
  const { query } = useAddress();
  const heads = useRead(listSections, { institutionId: institutionId ?? 0 }, { enabled: institutionId !== null });
  if (section === null || institutionId === null) return <EmptyState title={t('section.unknown')} />;
  const period = section === 'finance' ? (query['period'] ?? heads.data?.halfYears[0] ?? null) : '';
  return (
    <>
      <SectionTabs institutionId={institutionId} current={section} />
      {heads.error !== null && <ErrorState problem={heads.error} onRetry={() => void heads.refetch()} />}
      {period !== null && (
        <OneSection
          key={`${section} ${period}`}
          institutionId={institutionId}
          section={section}
          period={period}
          halfYears={heads.data?.halfYears ?? []}
        />
      )}
    </>
  );
}

type Props = {
  readonly institutionId: number;
  readonly section: FiledSection;
  readonly period: string;
  readonly halfYears: readonly string[];
};

function OneSection({ institutionId, section, period, halfYears }: Props) {
  const { t } = useTranslation('institutions');
  const words = useFiledWords();
  const go = useGo();
  const read = useRead(readSection, { institutionId, section, period });
  const acts = useSectionActs({ institutionId, section, period, newest: read.data?.newest ?? null });
  useTitle(words.nameOf(section));
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={8} />;
  const { newest, inForce, may } = read.data;
  const state = (newest ?? inForce)?.state;
  return (
    <>
      <PageHeader
        title={words.nameOf(section)}
        aside={
          state === undefined ? (
            <Tag tone="quiet" icon="dash" word={t('section.states.empty')} />
          ) : (
            <Tag {...versionLooks[state]} word={t(`section.states.${state}`)} />
          )
        }
        note={t(`section.notes.${section}`)}
        actions={
          <>
            {section === 'finance' && (
              <Select
                aria-label={t('section.halfYear')}
                value={period}
                onChange={(chosen: string) => go(paths.mySection(section, chosen))}
                options={halfYears.map((each) => ({ value: each, label: words.periodOf(each) }))}
              />
            )}
            {inForce !== null && (
              <GoLink className="plain-button" to={paths.printSection(institutionId, section, period)}>
                {t('section.print.open')}
              </GoLink>
            )}
          </>
        }
      />
      {state !== undefined && (
        <div className={`section-state ${state === 'confirmed' ? 'submitted' : state}`} role="status">
          <p>{t(`section.stateText.${state}`)}</p>
          {newest?.state === 'returned' && (
            <p>
              <strong>{t('pages.basic.reason')}</strong> {newest.reason} {newest.returned?.name}
            </p>
          )}
        </div>
      )}
      {may.confirm && newest !== null ? (
        <SectionDecision
          institutionId={institutionId}
          section={section}
          period={period}
          newest={newest}
          inForce={inForce}
        />
      ) : (
        <SectionEditor
          key={`${newest?.version ?? inForce?.version ?? 0}-${newest?.revision ?? 0}-${state}`}
          section={section}
          newest={newest}
          inForce={inForce}
          acts={acts}
          may={may}
        />
      )}
    </>
  );
}
