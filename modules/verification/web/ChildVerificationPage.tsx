import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import { giveEvidence, readVerification } from '../contract.ts';
import { ProblemTag } from './BatchTag.tsx';
import './verification.css';

type Problem = NonNullable<OutputOf<typeof readVerification>['problem']>;

/** One child: what the register answered, what to look at, and what can be done. */
export function ChildVerificationPage() {
  const { t } = useTranslation('verification');
  const { message } = App.useApp();
  const childId = usePathNumber('childId');
  const [isAsking, setAsking] = useState(false);
  const read = useRead(readVerification, { childId });
  const act = useAct(giveEvidence, {
    onDone: () => {
      setAsking(false);
      void message.success(t('child.evidenceGiven'));
    },
  });
  const view = read.data;
  if (view === undefined) return <ReadState read={read} lines={6} />;
  const { answer, problem } = view;
  return (
    <>
      <PageHeader
        title={t('child.title', { name: view.childName })}
        back={{ to: paths.childOf(childId), word: t('child.back') }}
        {...(problem === null ? {} : { aside: <ProblemTag state={problem.state} /> })}
        {...(answer === null
          ? {}
          : {
              note: t('child.answered', {
                on: formatDate(answer.answeredOn),
                batch: answer.batchNumber,
                result: t(`results.${answer.result}`),
              }),
            })}
        actions={
          view.may.giveEvidence && (
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('child.giveEvidence')}
            </Button>
          )
        }
      />
      {answer === null && <NoticeLine tone="quiet">{t('child.never')}</NoticeLine>}
      {answer !== null && problem === null && (
        <NoticeLine tone="quiet" icon="check">
          {t(answer.askedStill ? 'child.agrees' : 'child.agreedBefore')}
        </NoticeLine>
      )}
      {problem !== null && <ProblemParts problem={problem} />}
      {problem !== null && (
        <section className="sheet verification-part">
          <h2>{t('child.papers')}</h2>
          <PaperList
            papers={view.papers}
            pathOf={paperPath}
            uploadTo={view.may.giveEvidence ? paperUploadPath('verification', childId) : null}
            onAdded={() => void read.refetch()}
          />
        </section>
      )}
      <ReasonDialog
        open={isAsking}
        title={t('child.giveEvidence')}
        hint={t('child.evidenceHint')}
        suggestions={[t('child.evidenceSuggestion')]}
        confirmWord={t('child.giveEvidence')}
        isPending={act.isPending}
        problem={act.error}
        onSubmit={(evidence) => act.mutate({ childId, evidence })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function ProblemParts({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('verification');
  return (
    <>
      <section className="sheet verification-part">
        <h2>{t('child.what')}</h2>
        <p>{t(`child.means.${problem.result}`)}</p>
        <p className="figure">
          {problem.name} {problem.identityMasked}
        </p>
        <ul>
          {problem.hints.map((hint) => (
            <li key={hint}>{t(`hints.${hint}`)}</li>
          ))}
        </ul>
        <p className="soft">{t('child.nothingDecided')}</p>
      </section>
      <section className="sheet verification-part">
        <h2>{t('child.do')}</h2>
        {problem.state === 'open' && (
          <ul>
            {problem.remedies.map((each) => (
              <li key={each}>
                <strong>{t(`remedies.${each}`)}</strong> {t(`child.how.${each}`)}
              </li>
            ))}
          </ul>
        )}
        {problem.state === 'changed' && <p>{t('child.changed')}</p>}
        {problem.state === 'evidence' && (
          <p>{t('child.evidence', { name: problem.evidenceBy ?? '', text: problem.evidence ?? '' })}</p>
        )}
      </section>
    </>
  );
}
