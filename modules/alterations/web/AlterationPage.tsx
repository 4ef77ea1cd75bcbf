import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import { readAlteration } from '../contract.ts';
import { AlterationActs } from './AlterationActs.tsx';
import { AlterationDifference, AlterationEffects, AlterationTargets } from './AlterationEffects.tsx';
import { AlterationTag } from './AlterationTag.tsx';
import './alterations.css';

type View = OutputOf<typeof readAlteration>;

/** One alteration: what changes, what it does, its papers, who said what, and what I may do. */
export function AlterationPage() {
  const { t } = useTranslation('alterations');
  const alterationId = usePathNumber('alterationId');
  const read = useRead(readAlteration, { alterationId });
  const view = read.data;
  if (view === undefined) return <ReadState read={read} lines={10} />;
  return (
    <>
      <PageHeader
        title={`${view.institutionName} · ${t(`kinds.${view.kind}`)}`}
        back={{ to: paths.alterations(), word: t('title') }}
        aside={<AlterationTag state={view.state} />}
        note={
          <span className="figure">
            {view.institutionCode} {t('page.effective', { on: view.effectiveOn })}
          </span>
        }
        actions={
          <GoLink to={paths.printAlteration(alterationId)} className="plain-button">
            {t('acts.print')}
          </GoLink>
        }
      />
      {view.note !== null && (view.state === 'returned' || view.state === 'refused') && (
        <NoticeLine tone="bad">
          <strong>{t('page.note')}</strong> {view.note}
        </NoticeLine>
      )}
      <AlterationActs view={view} />
      <section className="sheet alteration-part">
        <h2>{t('page.difference')}</h2>
        <AlterationDifference view={view} />
        <AlterationTargets view={view} />
        <h3>{t('page.reason')}</h3>
        <p className="alteration-reason">{view.reason}</p>
      </section>
      {(view.effects !== null || view.outcome !== null || view.failure !== null) && (
        <section className="sheet alteration-part">
          <h2>{t(view.outcome === null ? 'page.effects' : 'page.outcome')}</h2>
          <AlterationEffects view={view} />
        </section>
      )}
      <section className="sheet alteration-part">
        <h2>{t('page.papers')}</h2>
        <p className="soft">{t('page.papersNeeded', { documents: t(`documents.${view.kind}`) })}</p>
        <PaperList
          papers={view.papers}
          pathOf={paperPath}
          uploadTo={view.may.edit ? paperUploadPath('alteration', alterationId) : null}
          onAdded={() => void read.refetch()}
        />
      </section>
      <Steps view={view} />
    </>
  );
}

function Steps({ view }: { readonly view: View }) {
  const { t } = useTranslation('alterations');
  const steps = [
    ['entered', view.entered],
    ['confirmed', view.confirmed],
    ['reviewed', view.reviewed],
    ['above', view.above],
    ['carriedOut', view.carriedOutAt === null ? null : { name: '', at: view.carriedOutAt }],
  ] as const;
  return (
    <section className="sheet alteration-part">
      <h2>{t('page.steps')}</h2>
      <ol className="alteration-steps">
        {steps.flatMap(([step, person]) =>
          person === null
            ? []
            : [
                <li key={step}>
                  {t(`page.${step}`)} <strong>{person.name}</strong>{' '}
                  <span className="figure soft">{formatInstant(person.at)}</span>
                </li>,
              ],
        )}
      </ol>
    </section>
  );
}
