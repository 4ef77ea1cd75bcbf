import type { OutputOf } from '@xueqian/kernel/route.ts';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { RecordSteps } from '@xueqian/ui/parts/RecordSteps.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import { readDeclaration } from '../contract.ts';
import { DeclarationActs } from './DeclarationActs.tsx';
import { DeclarationTag } from './DeclarationTag.tsx';
import { useKindWords } from './use-kind-words.ts';
import './declarations.css';

type View = OutputOf<typeof readDeclaration>;

/** One declaration: what it says, its papers, every step, and what I may do. */
export function DeclarationPage() {
  const { t } = useTranslation('declarations');
  const words = useKindWords();
  const declarationId = usePathNumber('declarationId');
  const read = useRead(readDeclaration, { declarationId });
  const view = read.data;
  if (view === undefined) return <ReadState read={read} lines={10} />;
  const cameBack = view.state === 'returned' || view.state === 'refused';
  return (
    <>
      <PageHeader
        title={view.title}
        back={{ to: paths.declarations(), word: t('title') }}
        aside={<DeclarationTag state={view.state} />}
        note={
          <>
            {view.institutionName} <span className="figure">{view.institutionCode}</span>{' '}
            {words.titleOf(view.kind, view.kindTitle)} · {t(`handlings.${view.handling}`)}{' '}
            {view.state === 'confirmed' && <DueDate dueOn={view.dueOn} daysLeft={view.daysLeft} />}
          </>
        }
        actions={
          <GoLink to={paths.printDeclaration(declarationId)} className="plain-button">
            {t('acts.print')}
          </GoLink>
        }
      />
      {view.note !== null && (
        <NoticeLine tone={cameBack ? 'bad' : 'quiet'}>
          <strong>{t(cameBack ? 'page.note' : 'page.words')}</strong> {view.note}{' '}
          {view.state === 'returned' && view.declaredAt !== null && t('page.paused')}
        </NoticeLine>
      )}
      <DeclarationActs view={view} />
      <section className="sheet declaration-part">
        <h2>{t('page.content')}</h2>
        <p className="soft figure">{t('page.changedOn', { on: view.changedOn })}</p>
        <p className="declaration-text">{view.description}</p>
        <Beside view={view} />
      </section>
      <section className="sheet declaration-part">
        <h2>{t('page.papers')}</h2>
        <p className="soft">{t(view.needsPapers ? 'page.papersNeeded' : 'page.papersMay')}</p>
        <PaperList
          papers={view.papers}
          pathOf={paperPath}
          uploadTo={view.may.edit ? paperUploadPath('declaration', declarationId) : null}
          onAdded={() => void read.refetch()}
        />
      </section>
      <RecordSteps
        title={t('page.steps')}
        steps={view.steps.map((step) => ({ ...step, word: t(`steps.${step.act}`) }))}
      />
    </>
  );
}

/** Where the fact itself is kept, for the institution that declares it. */
function Beside({ view }: { readonly view: View }) {
  const { t } = useTranslation('declarations');
  const { level } = useSession();
  const beside = useKindWords().besideOf(view.kind);
  if (beside === null || level !== 'institution') return null;
  return (
    <p className="soft">
      {t(`beside.${beside}`)}{' '}
      {beside === 'basic' ? (
        <GoLink to={paths.myInstitution}>{t('beside.openBasic')}</GoLink>
      ) : (
        <GoLink to={paths.annualReviews()}>{t('beside.openAnnual')}</GoLink>
      )}
    </p>
  );
}
