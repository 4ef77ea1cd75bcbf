import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { PrintedForm } from '@xueqian/ui/parts/PrintedForm.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import { readKeyChange } from '../contract.ts';
import { keyChangeFormPath } from '../paper-contract.ts';
import { KeyChangeActs } from './KeyChangeActs.tsx';
import { KeyChangeCompare } from './KeyChangeCompare.tsx';
import { KeyChangeTag } from './KeyChangeTag.tsx';
import './key-changes.css';

type View = OutputOf<typeof readKeyChange>;

/** One application: old and new side by side, the papers, each step with its person, and what I may do. */
export function KeyChangePage() {
  const { t } = useTranslation('key-changes');
  const mayPrint = useMay('papers.print');
  const applicationId = usePathNumber('applicationId');
  const read = useRead(readKeyChange, { applicationId });
  const view = read.data;
  if (view === undefined) return <ReadState read={read} lines={8} />;
  const isWithClerk = view.turn === 'clerk' && view.isMine;
  return (
    <>
      <PageHeader
        title={t('pageTitle', { name: view.childName })}
        back={{ to: paths.keyChanges(), word: t('title') }}
        aside={<KeyChangeTag state={view.state} />}
        note={view.institutionName}
        actions={
          <GoLink to={paths.childOf(view.childId)} className="plain-button">
            {t('toFile')}
          </GoLink>
        }
      />
      {(view.state === 'returned' || view.state === 'refused') && view.note !== null && (
        <NoticeLine tone="bad" icon="back">
          {t(`notes.${view.state}`, { reason: view.note })}
        </NoticeLine>
      )}
      {view.turn !== null && (
        <NoticeLine tone={view.isMine ? 'warn' : 'quiet'}>
          <strong>{t(`turn.${view.isMine ? 'mine' : 'other'}.${view.turn}`)}</strong>{' '}
          <DueDate dueOn={view.dueOn} daysLeft={view.daysLeft} />
        </NoticeLine>
      )}
      <section className="sheet key-part">
        <KeyChangeCompare view={view} />
        {view.isRenumbered && <p className="key-renumbered">{t('renumbered')}</p>}
        <dl className="key-facts">
          <dt>{t('reason')}</dt>
          <dd>{view.reason}</dd>
          <dt>{t('columns.applied')}</dt>
          <dd className="figure">{view.appliedOn}</dd>
        </dl>
      </section>
      <section className="sheet key-part">
        <h2>{t('papers.title')}</h2>
        <p className="soft">{t('papers.hint')}</p>
        <PaperList
          papers={view.papers}
          pathOf={paperPath}
          uploadTo={isWithClerk ? paperUploadPath('key-change', view.id) : null}
          onAdded={() => void read.refetch()}
        />
      </section>
      <KeyChangeActs view={view} />
      {mayPrint && (
        <PrintedForm
          word={t('paper.print')}
          hint={t('paper.hint')}
          path={keyChangeFormPath}
          input={{ applicationId }}
          stages={view.paperCodes.map((each) => ({ ...each, word: t(`paper.steps.${each.step}`) }))}
        />
      )}
      <Steps view={view} />
    </>
  );
}

function Steps({ view }: { readonly view: View }) {
  const { t } = useTranslation('key-changes');
  const isDecided = ['returned', 'completed', 'refused', 'withdrawn'].includes(view.state);
  const decided = view.state === 'completed' && !view.needsCounty ? null : view.decided;
  const done = [
    ['entered', view.entered],
    ['verified', view.verified],
    [view.state, isDecided ? decided : null],
  ] as const;
  return (
    <section className="sheet key-part">
      <h2>{t('steps.title')}</h2>
      <ol className="key-steps">
        {done.map(([step, by]) =>
          by === null ? null : (
            <li key={step}>
              {t(`steps.${step}`)} <strong>{by.name}</strong>{' '}
              <span className="figure soft">{formatInstant(by.at)}</span>
            </li>
          ),
        )}
      </ol>
    </section>
  );
}
