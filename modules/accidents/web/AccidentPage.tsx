import { isKnownDay } from '@xueqian/kernel/due-date.ts';
import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readAccident } from '../contract.ts';
import './accidents.css';

/** One accident: what happened, what was done, and the end of the file where there is one. */
export function AccidentPage() {
  const { t } = useTranslation(['accidents', 'ui']);
  const accidentId = usePathNumber('accidentId');
  const read = useRead(readAccident, { accidentId });
  const view = read.data;
  const back = { to: paths.accidents(), word: t('title') };
  if (view === undefined) return <PendingPage title={t('page.title')} back={back} read={read} lines={6} />;
  const due = !isKnownDay(view.dueOn) ? null : { on: formatDate(view.dueOn), article: view.article };
  return (
    <>
      <PageHeader
        title={t('page.titleOf', { name: view.childName })}
        back={back}
        note={view.institutionName}
        actions={
          <>
            <Button onClick={() => window.print()}>{t('page.print')}</Button>
            {view.petitionId !== null && (
              <GoLink to={paths.petition(view.petitionId)} className="plain-button">
                {t('page.petition')}
              </GoLink>
            )}
          </>
        }
      />
      {view.late && due !== null && <NoticeLine tone="warn">{t('late', { on: due.on })}</NoticeLine>}
      <section className="sheet accident-part">
        <h2>{t('page.facts')}</h2>
        <p>
          {formatDate(view.happenedOn)} · {view.place} · {t(`kinds.${view.kind}`)} · {t(`degrees.${view.degree}`)}
        </p>
        <p className="soft">
          {t('page.recorded', { person: view.recordedBy, at: formatInstant(view.recordedAt) })}{' '}
          {due !== null && t('page.due', due)}
          {view.dueOn === 'not-known' && t('ui:due.notKnownYet')}
        </p>
      </section>
      <section className="sheet accident-part">
        <h2>{t('page.course')}</h2>
        <p className="accident-text">{view.course}</p>
      </section>
      <section className="sheet accident-part">
        <h2>{t('page.handling')}</h2>
        <p className="accident-text">{view.handling}</p>
      </section>
    </>
  );
}
