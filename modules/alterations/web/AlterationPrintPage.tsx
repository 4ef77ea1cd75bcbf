import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readAlteration } from '../contract.ts';
import { AlterationDifference, AlterationTargets } from './AlterationEffects.tsx';
import './alterations.css';

type View = OutputOf<typeof readAlteration>;

/** The approval form on A4, with the words of each side. */
export function AlterationPrintPage() {
  const { t } = useTranslation('alterations');
  const alterationId = usePathNumber('alterationId');
  const read = useRead(readAlteration, { alterationId });
  if (read.data === undefined) return <ReadState read={read} lines={10} />;
  return (
    <>
      <div className="not-printed">
        <PageHeader
          title={t('print.title')}
          back={{ to: paths.alteration(alterationId), word: read.data.institutionName }}
          actions={
            <Button type="primary" onClick={() => window.print()}>
              {t('print.print')}
            </Button>
          }
        />
      </div>
      <Form view={read.data} />
    </>
  );
}

function Form({ view }: { readonly view: View }) {
  const { t } = useTranslation('alterations');
  const signed = (person: View['entered'], words: string, office: string | null) => (
    <div className="alteration-sign">
      {person !== null && words}
      <p>
        {office} {t('print.seal')} {person?.name} <span className="figure">{formatDate(person?.at)}</span>
      </p>
    </div>
  );
  const { state } = view;
  const decided = state === 'approved' || state === 'carried-out' || state === 'failed';
  const countyWords = decided ? t('print.approved') : `${t(`states.${state}`)} ${view.note ?? ''}`;
  return (
    <article className="sheet alteration-paper">
      <h1>{t('print.title')}</h1>
      <p className="alteration-number figure">{t('print.number', { id: view.id })}</p>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t('print.institution')}</th>
            <td>{view.institutionName}</td>
            <th scope="row">{t('print.code')}</th>
            <td className="figure">{view.institutionCode}</td>
          </tr>
          <tr>
            <th scope="row">{t('print.kind')}</th>
            <td>{t(`kinds.${view.kind}`)}</td>
            <th scope="row">{t('print.effective')}</th>
            <td className="figure">{view.effectiveOn}</td>
          </tr>
          <tr>
            <th scope="row">{t('page.difference')}</th>
            <td colSpan={3}>
              <AlterationDifference view={view} />
              <AlterationTargets view={view} />
            </td>
          </tr>
          <tr>
            <th scope="row">{t('print.reason')}</th>
            <td colSpan={3} className="alteration-reason">
              {view.reason}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('print.papers')}</th>
            <td colSpan={3}>
              {view.papers.map(({ id, fileName }) => (
                <p key={id}>{fileName}</p>
              ))}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('print.applicant')}</th>
            <td colSpan={3}>
              {signed(view.entered, '', view.drafter === 'institution' ? view.institutionName : null)}
            </td>
          </tr>
          {view.drafter === 'institution' && (
            <tr>
              <th scope="row">{t('print.principal')}</th>
              <td colSpan={3}>{signed(view.confirmed, t('print.agrees'), view.institutionName)}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{t('print.county')}</th>
            <td colSpan={3}>
              {signed(view.reviewed, view.above === null ? countyWords : t('print.approved'), view.reviewOffice)}
            </td>
          </tr>
          {view.kind === 'region' && (
            <tr>
              <th scope="row">{t('print.above')}</th>
              <td colSpan={3}>{signed(view.above, countyWords, view.aboveOffice)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </article>
  );
}
