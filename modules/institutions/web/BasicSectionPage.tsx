import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { SectionStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readInstitution } from '../contract.ts';
import { BasicDecision } from './BasicDecision.tsx';
import { BasicSectionForm } from './BasicSectionForm.tsx';
import { SectionTabs } from './SectionTabs.tsx';
import './basic-section.css';
import './institutions.css';

/** The kindergarten's own basic section: what is in force, what is proposed, and the way by the principal to the county. */
export function BasicSectionPage() {
  const { t } = useTranslation('institutions');
  const { institutionId } = useSession();
  const read = useRead(readInstitution, { institutionId: institutionId ?? 0 }, { enabled: institutionId !== null });
  if (read.data === undefined) {
    return (
      <>
        <PageHeader title={t('pages.basic.title')} note={t('pages.basic.intro')} />
        <div className="sheet">
          <ReadState read={read} lines={8} />
        </div>
      </>
    );
  }
  const { institution, newest, inForce, may } = read.data;
  const state = newest?.state ?? institution.basicState;
  return (
    <>
      <SectionTabs institutionId={institution.id} current="basic" />
      <PageHeader
        title={t('pages.basic.title')}
        aside={<SectionStateTag state={state} />}
        note={
          <span className="figure">
            {t('pages.basic.code')} {institution.code}
            {' · '}
            {institution.divisionFullName}
          </span>
        }
      />
      {may.confirm && newest !== null ? (
        <>
          <div className="section-state entered" role="status">
            <p>{t('pages.basic.toConfirm', { person: newest.submittedBy ?? '—' })}</p>
          </div>
          <BasicDecision institutionId={institution.id} newest={newest} inForce={inForce} by="principal" />
        </>
      ) : (
        // Another version is another form.
        <BasicSectionForm key={`${newest?.version ?? inForce?.version ?? 0}-${state}`} state={state} view={read.data} />
      )}
    </>
  );
}
