import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { type FiledSection, filedSections } from '../section.ts';
import { listSections } from '../section-contract.ts';
import { versionLooks } from './version-looks.ts';
import './filed-section.css';

type Props = { readonly institutionId: number; readonly current: FiledSection | 'basic' };

/** The sections of my institution's file, each with where it stands. */
export function SectionTabs({ institutionId, current }: Props) {
  const { t } = useTranslation('institutions');
  const mayLook = useMay('institutions.read-sections');
  const read = useRead(listSections, { institutionId }, { enabled: mayLook });
  if (!mayLook) return null;
  const stateOf = (section: FiledSection) =>
    read.data?.sections.find((each) => each.section === section && each.period === periodOf(section))?.state;
  const periodOf = (section: FiledSection) => (section === 'finance' ? (read.data?.halfYears[0] ?? '') : '');
  return (
    <nav className="section-tabs not-printed" aria-label={t('section.all')}>
      <GoLink to={paths.myInstitution} className={current === 'basic' ? 'section-tab now' : 'section-tab'}>
        {t('section.names.basic')}
      </GoLink>
      {filedSections.map((section) => {
        const state = stateOf(section);
        return (
          <GoLink
            key={section}
            to={paths.mySection(section)}
            className={current === section ? 'section-tab now' : 'section-tab'}
          >
            {t(`section.names.${section}`)}
            {state !== undefined && state !== 'approved' && (
              <Tag {...versionLooks[state]} word={t(`section.states.${state}`)} />
            )}
            {state === undefined && read.data !== undefined && (
              <Tag tone="quiet" icon="dash" word={t('section.states.empty')} />
            )}
          </GoLink>
        );
      })}
    </nav>
  );
}
