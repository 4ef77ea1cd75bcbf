import { formatDate } from '@xueqian/ui/format.ts';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { PrintedForm } from '@xueqian/ui/parts/PrintedForm.tsx';
import { RecordSteps } from '@xueqian/ui/parts/RecordSteps.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import { readPetition } from '../contract.ts';
import { petitionFormPath } from '../paper-contract.ts';
import { PetitionActs } from './PetitionActs.tsx';
import { PetitionTag } from './PetitionTag.tsx';
import './petitions.css';

/** One petition: what it asks for, what stands in its way, its papers, every step, and what I may do. */
export function PetitionPage() {
  const { t } = useTranslation('petitions');
  const petitionId = usePathNumber('petitionId');
  const read = useRead(readPetition, { petitionId });
  const view = read.data;
  const back = { to: paths.petitions(), word: t('title') };
  if (view === undefined) return <PendingPage title={t('page.title')} back={back} read={read} lines={8} />;
  return (
    <>
      <PageHeader
        title={t('page.titleOf', { kind: t(`kinds.${view.kind}`), name: view.childName })}
        back={back}
        aside={<PetitionTag state={view.state} />}
        note={
          <>
            {view.institutionName}{' '}
            {view.state === 'confirmed' && (
              <>
                <DueDate dueOn={view.dueOn} daysLeft={view.daysLeft} /> <span className="soft">{view.article}</span>
              </>
            )}
          </>
        }
      />
      {view.note !== null && (
        <NoticeLine tone={view.state === 'returned' ? 'bad' : 'quiet'}>
          <strong>{t(view.state === 'returned' ? 'page.cameBack' : 'page.words')}</strong> {view.note}
        </NoticeLine>
      )}
      <Obstacle code={view.obstacle} />
      <PetitionActs view={view} />
      <section className="sheet petition-part">
        <h2>{t('page.content')}</h2>
        <p>
          {view.childName} · {t(`sexes.${view.childSex}`)} · {formatDate(view.childBirthOn)} ·{' '}
          <ChildStateTag state={view.fileState} />
        </p>
        <p className="petition-text">{t('page.reason', { reason: view.reason })}</p>
        {view.endsOn !== null && <p>{t('page.endsOn', { on: formatDate(view.endsOn) })}</p>}
        {view.accidentId !== null && (
          <p>
            <GoLink to={paths.accident(view.accidentId)}>{t('page.accident')}</GoLink>
          </p>
        )}
        {view.entryYear !== null && <p>{t('page.entryYear', { year: view.entryYear })}</p>}
        <p className="soft">
          {view.entryYear === null
            ? t(`page.effects.${view.fileState}`)
            : t(`page.effects.${view.kind}`, { year: view.entryYear, next: view.entryYear + 1 })}
        </p>
      </section>
      <section className="sheet petition-part">
        <h2>{t('page.papers')}</h2>
        {view.needsPapers && <p className="soft">{t(`page.papersNeeded.${view.kind}`)}</p>}
        <PaperList
          papers={view.papers}
          pathOf={paperPath}
          uploadTo={view.may.edit ? paperUploadPath('petition', petitionId) : null}
          onAdded={() => void read.refetch()}
        />
      </section>
      <PrintedForm
        word={t('paper.print')}
        hint={t('paper.hint')}
        path={petitionFormPath}
        input={{ petitionId }}
        stages={view.paperCodes.map((each) => ({ ...each, word: t(`steps.${each.step}`) }))}
      />
      <RecordSteps
        title={t('page.steps')}
        steps={view.steps.map((step) => ({ ...step, word: t(`steps.${step.act}`) }))}
      />
    </>
  );
}

/** What stands in the way of it now, said before anybody asks. */
function Obstacle({ code }: { readonly code: string | null }) {
  const { t } = useTranslation('petitions');
  const textOf = useRefusalTexts(code === null ? [] : [code]);
  if (code === null) return null;
  return (
    <NoticeLine tone="warn">
      <strong>{t('page.obstacle')}</strong> {textOf(code, {})}
    </NoticeLine>
  );
}
