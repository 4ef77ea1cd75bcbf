import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { useTranslation } from 'react-i18next';
import type { FiledSection } from '../section.ts';
import { readSection } from '../section-contract.ts';
import { isTable } from '../section-fields.ts';
import { FiledValues } from './FiledValues.tsx';
import { useFiledWords } from './use-filed-words.ts';
import { useSectionName } from './use-section-name.ts';
import { VersionPeople } from './VersionPeople.tsx';
import './institutions.css';
import './filed-section.css';

/** One section of an institution in force, for the departments. */
export function InstitutionSectionPage() {
  const { t } = useTranslation('institutions');
  const section = useSectionName();
  return section === null ? <EmptyState title={t('section.unknown')} /> : <InForce section={section} />;
}

function InForce({ section }: { readonly section: FiledSection }) {
  const { t } = useTranslation(['institutions', 'ui']);
  const words = useFiledWords();
  const institutionId = usePathNumber('institutionId');
  const period = useAddress().query['period'] ?? '';
  const read = useRead(readSection, { institutionId, section, period });
  useTitle(words.nameOf(section));
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  const { name, inForce } = read.data;
  return (
    <>
      <PageHeader
        title={words.titleOf(section, period)}
        back={{ to: paths.institution(institutionId), word: name }}
        actions={
          inForce !== null && (
            <GoLink className="plain-button" to={paths.printSection(institutionId, section, period)}>
              {t('section.print.open')}
            </GoLink>
          )
        }
      />
      {inForce === null ? (
        <div className="sheet">
          <EmptyState title={t('section.notInForce.title')} hint={t('section.notInForce.hint')} />
        </div>
      ) : (
        <>
          <div className={isTable(section) ? 'sheet flush' : 'sheet'}>
            <FiledValues section={section} fields={inForce.fields} />
          </div>
          <div className="sheet institution-sheet">
            <h2>{t('pages.basic.people')}</h2>
            <VersionPeople version={inForce} />
          </div>
        </>
      )}
    </>
  );
}
