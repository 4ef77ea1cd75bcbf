import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readApplication } from '../contract.ts';
import { formGroupKeys, formGroups } from '../form-groups.ts';
import { AdmissionActions } from './AdmissionActions.tsx';
import { AdmissionHistory, AdmissionSteps, type ApplicationView } from './AdmissionSteps.tsx';
import { applicationLooks } from './application-looks.ts';
import { ScanList } from './ScanList.tsx';
import { useFormWords } from './use-form-words.ts';
import './admission.css';

/** One application: where it stands, what is asked, the papers, and what I may do. */
export function AdmissionPage() {
  const { t } = useTranslation(['admission', 'ui']);
  const go = useGo();
  const applicationId = usePathNumber('applicationId');
  // Several offices act on it: what another has just done must be seen.
  const read = useRead(readApplication, { applicationId }, { holds: 0 });
  useTitle(read.data?.name ?? t('ui:pages.admission'));
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  const view = read.data;
  const isSent = view.steps.some(({ act }) => act === 'submit');
  return (
    <>
      <PageHeader
        title={view.name ?? t('list.unnamed')}
        back={{ to: paths.admissions(), word: t('ui:pages.admissions') }}
        aside={<Tag {...applicationLooks[view.state]} word={t(`states.${view.state}`)} />}
        note={[view.countyName, view.townName, view.code].filter(Boolean).join(' · ')}
        actions={
          <>
            {view.may.includes('enter') && (
              <Button type="primary" onClick={() => go(paths.editAdmission(view.id))}>
                {t('actions.edit')}
              </Button>
            )}
            {isSent && (
              <Button onClick={() => go(paths.printAdmission(view.id, 'form'))}>{t('actions.printForm')}</Button>
            )}
            {(view.state === 'opened' || view.state === 'notified') && (
              <Button onClick={() => go(paths.printAdmission(view.id, 'notice'))}>{t('actions.printNotice')}</Button>
            )}
          </>
        }
      />
      <AdmissionSteps view={view} />
      <AdmissionActions view={view} isRead={!read.isFetching} />
      <section className="sheet">
        <h2>{t('form.title')}</h2>
        <FormValues view={view} />
        {view.institutionId !== null && (
          <p className="admission-next">
            <GoLink to={paths.institution(view.institutionId)}>{t('form.institution')}</GoLink>
          </p>
        )}
      </section>
      <section className="sheet">
        <h2>{t('scan.title')}</h2>
        <ScanList applicationId={view.id} scans={view.scans} nature={view.nature} isOpen={false} />
      </section>
      <AdmissionHistory view={view} />
    </>
  );
}

function FormValues({ view }: { readonly view: ApplicationView }) {
  const { t } = useTranslation('admission');
  const wordOf = useFormWords();
  return (
    <div className="admission-values">
      {formGroupKeys.map((group) => (
        <section key={group}>
          <h3>{t(`groups.${group}`)}</h3>
          <dl className="facts">
            {formGroups[group].map((line) => (
              <div key={line} className={line === 'letter' ? 'wide' : ''}>
                <dt>{t(`fields.${line}`)}</dt>
                <dd className="figure">
                  {line === 'principalPhone'
                    ? (view.principalPhoneMasked ?? '—')
                    : line === 'townCode'
                      ? (view.townName ?? '—')
                      : wordOf(line, view.fields[line])}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
