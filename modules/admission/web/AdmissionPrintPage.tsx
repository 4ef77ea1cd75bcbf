import { isKnownDay } from '@xueqian/kernel/due-date.ts';
import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readApplication } from '../contract.ts';
import { formGroupKeys, formGroups } from '../form-groups.ts';
import type { ApplicationView } from './AdmissionSteps.tsx';
import { useFormWords } from './use-form-words.ts';
import './admission.css';

/** On A4: the recognition form with what was decided, or the notice to the new institution. */
export function AdmissionPrintPage() {
  const { t } = useTranslation('admission');
  const applicationId = usePathNumber('applicationId');
  const paper = useAddress().query['paper'] === 'notice' ? 'notice' : 'form';
  const read = useRead(readApplication, { applicationId });
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  return (
    <>
      <div className="not-printed">
        <PageHeader
          title={t(`print.${paper}`)}
          back={{ to: paths.admission(applicationId), word: read.data.name ?? t('list.unnamed') }}
          actions={
            <Button type="primary" onClick={() => window.print()}>
              {t('print.button')}
            </Button>
          }
        />
      </div>
      <article className="sheet admission-paper">
        <h1>{t(`print.${paper}`)}</h1>
        {paper === 'form' ? <PrintedForm view={read.data} /> : <PrintedNotice view={read.data} />}
      </article>
    </>
  );
}

type Part = { readonly view: ApplicationView };

function PrintedForm({ view }: Part) {
  const { t } = useTranslation('admission');
  const wordOf = useFormWords();
  const shownOf = (line: (typeof formGroups)[keyof typeof formGroups][number]): string => {
    if (line === 'principalPhone') return view.principalPhoneMasked ?? '';
    return line === 'townCode' ? (view.townName ?? '') : wordOf(line, view.fields[line]);
  };
  return (
    <>
      <table>
        <tbody>
          {formGroupKeys.flatMap((group) =>
            formGroups[group].map((line, at) => (
              <tr key={line}>
                {at === 0 && (
                  <th scope="rowgroup" rowSpan={formGroups[group].length}>
                    {t(`groups.${group}`)}
                  </th>
                )}
                <th scope="row">{t(`fields.${line}`)}</th>
                <td>{shownOf(line)}</td>
              </tr>
            )),
          )}
          {view.steps
            .filter(({ act }) => act !== 'enter')
            .map((step, at, shown) => (
              <tr key={`${step.at} ${step.act}`}>
                {at === 0 && (
                  <th scope="rowgroup" rowSpan={shown.length}>
                    {t('steps.history')}
                  </th>
                )}
                <th scope="row">{t(`acts.${step.act}`)}</th>
                <td>
                  {[step.officeName, step.personName, formatInstant(step.at), step.note].filter(Boolean).join(' · ')}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <div className="admission-seals">
        {(['applicant', 'department'] as const).map((side) => (
          <div key={side}>
            <p>{t(`print.seals.${side}`)}</p>
            <p>{t('print.sign')}</p>
          </div>
        ))}
      </div>
    </>
  );
}

function PrintedNotice({ view }: Part) {
  const { t } = useTranslation('admission');
  const told = view.steps.findLast(({ act }) => act === 'notify');
  const { completeBy } = view;
  return (
    <div className="admission-notice">
      <p>{t('print.notice1', { name: view.name })}</p>
      <p>{t('print.notice2', { code: view.code })}</p>
      <p>{t('print.notice3')}</p>
      {isKnownDay(completeBy) && <p>{t('print.notice4', { date: formatDate(completeBy) })}</p>}
      {completeBy === 'not-known' && <p>{t('print.notice4NotKnown')}</p>}
      <p className="admission-sign">{told?.officeName ?? view.countyName}</p>
      <p className="admission-sign">{told ? formatDate(told.at) : t('print.day')}</p>
    </div>
  );
}
