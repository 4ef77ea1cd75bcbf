import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { PrintedForm } from '@xueqian/ui/parts/PrintedForm.tsx';
import { RecordSteps } from '@xueqian/ui/parts/RecordSteps.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import { readCrossing } from '../contract.ts';
import { crossingFormPath } from '../paper-contract.ts';
import { CrossingActs } from './CrossingActs.tsx';
import { CrossingFiles } from './CrossingFiles.tsx';
import { CrossingTag } from './CrossingTag.tsx';
import './crossings.css';

type View = OutputOf<typeof readCrossing>;
type Enrolment = View['enrolments'][number];

/** One child that goes to another province or comes from one: what was asked, its papers and files, every step. */
export function CrossingPage() {
  const { t } = useTranslation('province-border');
  const mayPrint = useMay('papers.print');
  const crossingId = usePathNumber('crossingId');
  const read = useRead(readCrossing, { crossingId });
  const view = read.data;
  const back = { to: paths.crossings(), word: t('title') };
  if (view === undefined) return <PendingPage title={t('page.title')} back={back} read={read} lines={8} />;
  const isOut = view.direction === 'out';
  return (
    <>
      <PageHeader
        title={t('page.titleOf', { direction: t(`directions.${view.direction}`), name: view.childName })}
        back={back}
        aside={<CrossingTag state={view.state} />}
        note={
          <>
            {view.institutionName}{' '}
            {view.dueOn !== null && (
              <>
                <DueDate dueOn={view.dueOn} daysLeft={view.daysLeft} /> <span className="soft">{view.article}</span>
              </>
            )}
          </>
        }
      />
      {view.note !== null && (
        <NoticeLine tone={view.state === 'returned' ? 'bad' : 'quiet'}>
          <strong>{t(view.state === 'returned' ? 'page.cameBack' : 'page.note')}</strong> {view.note}
        </NoticeLine>
      )}
      <Content view={view} />
      <CrossingActs key={view.revision} view={view} />
      <CrossingFiles view={view} />
      {isOut && (
        <section className="sheet crossing-part">
          <h2>{t('page.papers')}</h2>
          {view.may.edit && <p className="soft">{t('page.papersNeeded')}</p>}
          <PaperList
            papers={view.papers}
            pathOf={paperPath}
            uploadTo={view.may.edit ? paperUploadPath('crossing', crossingId) : null}
            onAdded={() => void read.refetch()}
          />
        </section>
      )}
      {view.enrolments.length > 0 && <History enrolments={view.enrolments} />}
      {mayPrint && (
        <PrintedForm
          word={t('paper.print')}
          hint={t('paper.hint')}
          path={crossingFormPath}
          input={{ crossingId }}
          stages={view.paperCodes.map((each) => ({ ...each, word: t(`steps.${each.step}`) }))}
        />
      )}
      <RecordSteps
        title={t('page.steps')}
        steps={view.steps.map((step) => ({ ...step, word: t(`steps.${step.act}`) }))}
      />
    </>
  );
}

function Content({ view }: { readonly view: View }) {
  const { t } = useTranslation('province-border');
  const isOut = view.direction === 'out';
  const { level } = useSession();
  const place = [view.otherName, view.otherInstitution].filter(Boolean).join(' ');
  return (
    <section className="sheet crossing-part">
      <h2>{t('page.content')}</h2>
      <p>
        {view.childName} · {t(`sexes.${view.childSex}`)} · {formatDate(view.childBirthOn)}
      </p>
      <p>{t(isOut ? 'page.out' : 'page.in', { place })}</p>
      {view.reason !== null && <p className="crossing-text">{t('page.reason', { reason: view.reason })}</p>}
      {view.happenedOn !== null && (
        <p>{t(isOut ? 'page.happenedOut' : 'page.happenedIn', { on: formatDate(view.happenedOn) })}</p>
      )}
      {isOut && <p className="soft">{t(view.needsCounty ? 'page.county' : 'page.noCounty')}</p>}
      {level === 'institution' && view.childId !== null && (
        <p className="not-printed">
          <GoLink to={paths.childOf(view.childId)}>{t('page.child')}</GoLink>
        </p>
      )}
    </section>
  );
}

export function History({ enrolments }: { readonly enrolments: readonly Enrolment[] }) {
  const { t } = useTranslation('province-border');
  return (
    <section className="sheet flush crossing-part">
      <h2 className="only-heard">{t('page.enrolments')}</h2>
      <DataTable<Enrolment, string>
        label={t('page.enrolments')}
        rows={enrolments}
        rowId={(row) => `${row.admittedOn} ${row.institutionName}`}
        columns={[
          { key: 'institution', head: t('history.institution'), phone: 'title', cell: (row) => row.institutionName },
          { key: 'place', head: t('history.place'), cell: (row) => row.placeName },
          {
            key: 'admitted',
            head: t('history.admittedOn'),
            kind: 'date',
            width: 120,
            cell: (row) => formatDate(row.admittedOn),
          },
          {
            key: 'ended',
            head: t('history.endedOn'),
            kind: 'date',
            width: 120,
            cell: (row) => (row.endedOn === null ? null : formatDate(row.endedOn)),
          },
        ]}
      />
    </section>
  );
}
