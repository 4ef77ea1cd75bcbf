import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PrintedForm } from '@xueqian/ui/parts/PrintedForm.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readTransfer } from '../contract.ts';
import { transferFormPath } from '../paper-contract.ts';
import { isDrawnUp } from '../transfer.ts';
import { Attached } from './Attached.tsx';
import { TransferActs } from './TransferActs.tsx';
import { TransferTag } from './TransferTag.tsx';
import './transfers.css';

type View = OutputOf<typeof readTransfer>;

/** Whose turn it is, as a key of its words. */
const turnWord = (view: View) => {
  if (view.isMine) return isDrawnUp(view) ? 'turn.drawnUp' : 'turn.mine';
  return `turn.${view.turn ?? 'sender'}` as const;
};

/** Let go at once when it was offered, or drawn up before. */
const wentAtOnce = (view: View): boolean => view.startedBy === 'sender' && view.released?.at === view.asked?.at;

/** One transfer: who and from where to where, each step with its person, by when, and what I may do. */
export function TransferPage() {
  const { t } = useTranslation(['transfers', 'children']);
  const mayPrint = useMay('papers.print');
  const transferId = usePathNumber('transferId');
  const read = useRead(readTransfer, { transferId });
  const view = read.data;
  if (view === undefined) return <ReadState read={read} lines={8} />;
  return (
    <>
      <PageHeader
        title={t('pageTitle', { name: view.childName })}
        back={{ to: paths.transfers(), word: t('title') }}
        aside={<TransferTag transfer={view} />}
        note={
          <span className="figure">
            {t(`children:pages.sex.${view.childSex}`)} · {view.childBirthOn}
          </span>
        }
        actions={
          view.childId !== null && (
            <GoLink to={paths.childOf(view.childId)} className="plain-button">
              {t('toFile')}
            </GoLink>
          )
        }
      />
      {view.note !== null && (
        <NoticeLine tone="bad">
          {t(`notes.${view.state === 'refused' ? 'refused' : 'over'}`, { reason: view.note })}
        </NoticeLine>
      )}
      {view.turn !== null && (
        <NoticeLine tone={view.isMine ? 'warn' : 'quiet'}>
          <strong>
            {t(turnWord(view), {
              name: view.turn === 'sender' ? view.fromName : view.toName,
            })}
          </strong>{' '}
          {!isDrawnUp(view) && <DueDate dueOn={view.dueOn} daysLeft={view.daysLeft} />}
        </NoticeLine>
      )}
      {view.comesBack && <NoticeLine tone="quiet">{t('comesBack')}</NoticeLine>}
      <TransferActs view={view} />
      <section className="sheet transfer-part">
        <dl className="transfer-facts">
          <dt>{t('columns.from')}</dt>
          <dd>{view.fromName}</dd>
          <dt>{t('columns.to')}</dt>
          <dd>{view.toName}</dd>
          <dt>{t('reason')}</dt>
          <dd>{view.reason}</dd>
          {view.admittedOn !== null && (
            <>
              <dt>{t('admittedOn')}</dt>
              <dd className="figure">
                {view.admittedOn} {view.className}
              </dd>
            </>
          )}
        </dl>
      </section>
      <Attached view={view} onAdded={() => void read.refetch()} />
      {mayPrint && (
        <PrintedForm
          word={t('paper.print')}
          hint={t('paper.hint')}
          path={transferFormPath}
          input={{ transferId }}
          stages={view.paperCodes.map((each) => ({ ...each, word: t(`paper.steps.${each.step}`) }))}
        />
      )}
      <Steps view={view} />
    </>
  );
}

const begunBy = (view: View) => (view.startedBy === 'sender' && !wentAtOnce(view) ? 'drawnUp' : view.startedBy);

function Steps({ view }: { readonly view: View }) {
  const { t } = useTranslation('transfers');
  const done = [
    ['asked', view.asked],
    ['released', wentAtOnce(view) ? null : view.released],
    ['accepted', view.accepted],
    ['approved', view.approved],
    [view.state === 'withdrawn' ? (view.isOvertaken ? 'overtaken' : 'withdrawn') : 'refused', view.ended],
  ] as const;
  return (
    <section className="sheet transfer-part">
      <h2>{t('steps.title')}</h2>
      <ol className="transfer-steps">
        {done.map(([step, by]) =>
          by === null ? null : (
            <li key={step}>
              {t(`steps.${step === 'asked' ? begunBy(view) : step}`)} <strong>{by.name}</strong>{' '}
              {step === 'released' && view.releasedOver !== null && (
                <span className="soft">{t('steps.over', { office: view.releasedOver })}</span>
              )}{' '}
              <span className="figure soft">{formatInstant(by.at)}</span>
            </li>
          ),
        )}
      </ol>
    </section>
  );
}
