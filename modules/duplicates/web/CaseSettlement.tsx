import { formatInstant } from '@xueqian/ui/format.ts';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import { type CaseDecision, caseDecisions } from '../arbitration.ts';
import { answerCase, decideCase, letThrough, undoMerger } from '../contract.ts';
import type { CaseView } from './case-turn.ts';

type Asked = 'answer' | 'let-through' | 'undo' | CaseDecision;

/** What the sides say with their papers, what was decided, and what I may say or decide. */
export function CaseSettlement({ view, onChanged }: { readonly view: CaseView; readonly onChanged: () => void }) {
  const { t } = useTranslation('duplicates');
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const onDone = () => {
    setAsked(null);
    void message.success(t('settlement.done'));
    onChanged();
  };
  const answer = useAct(answerCase, { onDone });
  const decide = useAct(decideCase, { onDone });
  const pass = useAct(letThrough, { onDone });
  const undo = useAct(undoMerger, { onDone });
  const { id: caseId, may } = view;
  const submit = (reason: string) => {
    if (asked === 'answer') answer.mutate({ caseId, statement: reason });
    else if (asked === 'let-through') pass.mutate({ caseId, reason });
    else if (asked === 'undo') undo.mutate({ caseId, reason });
    else if (asked !== null) decide.mutate({ caseId, decision: asked, reason });
  };
  const sides = [
    { key: 'later', side: view.later },
    { key: 'earlier', side: view.earlier },
  ].filter(({ side }) => side.mine || side.dueOn !== null || may.decide);
  const decisions = caseDecisions.filter((each) => each !== 'two-children' || view.kind !== '101');
  return (
    <section className="sheet case-settlement">
      <h2>{t('settlement.title')}</h2>
      <p>
        {t(`settlement.arbiter.${view.arbiter}`)}{' '}
        {view.decisionDueOn !== null && (
          <span className="case-due">
            {t('settlement.decideBy')} <DueDate dueOn={view.decisionDueOn} daysLeft={view.decisionDaysLeft} />
          </span>
        )}
      </p>
      {view.decision !== null && (
        <NoticeLine tone="quiet">
          <strong>{t(`pages.outcome.${view.decision.what}`)}</strong> {view.decision.reason}{' '}
          <span className="figure">{formatInstant(view.decision.at)}</span>
          {view.decidedLevel !== null && view.decidedLevel !== view.arbiter && (
            <span> {t('settlement.decidedAbove', { level: t(`pages.level.${view.decidedLevel}`) })}</span>
          )}
        </NoticeLine>
      )}
      {view.letThroughReason !== null && (
        <NoticeLine tone="quiet">
          <strong>{t('settlement.letThrough')}</strong> {view.letThroughReason}
        </NoticeLine>
      )}
      <dl className="case-answers">
        {sides.map(({ key, side }) => (
          <div key={key}>
            <dt>{side.institutionName}</dt>
            <dd>
              {side.answer === null
                ? t('settlement.noAnswer')
                : (side.answer.statement ?? t('settlement.answered', { at: formatInstant(side.answer.answeredAt) }))}
              {side.dueOn !== null && (
                <span className="case-due">
                  {t('settlement.answerBy')} <DueDate dueOn={side.dueOn} daysLeft={side.daysLeft} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t('settlement.papers')}</h3>
      <p className="case-soft">{t('settlement.papersHint')}</p>
      <PaperList
        papers={view.papers}
        pathOf={paperPath}
        uploadTo={may.answer ? paperUploadPath('duplicate-case', caseId) : null}
        onAdded={onChanged}
      />
      <div className="case-buttons">
        {may.answer && (
          <Button type="primary" onClick={() => setAsked('answer')}>
            {t('settlement.ask.answer')}
          </Button>
        )}
        {may.decide &&
          decisions.map((each) => (
            <Button key={each} onClick={() => setAsked(each)}>
              {t(`settlement.ask.${each}`)}
            </Button>
          ))}
        {may.letThrough && <Button onClick={() => setAsked('let-through')}>{t('settlement.ask.let-through')}</Button>}
        {may.undo && (
          <Button danger onClick={() => setAsked('undo')}>
            {t('settlement.ask.undo')}
          </Button>
        )}
      </div>
      {may.undo && <p className="case-soft">{t('settlement.undoUntil', { on: view.undoUntil ?? '' })}</p>}
      <ReasonDialog
        isRead
        open={asked !== null}
        title={asked === null ? '' : t(`settlement.ask.${asked}`)}
        hint={asked === null ? '' : t(`settlement.hint.${asked}`)}
        confirmWord={t('settlement.confirm')}
        isPending={answer.isPending || decide.isPending || pass.isPending || undo.isPending}
        problem={answer.error ?? decide.error ?? pass.error ?? undo.error}
        onSubmit={submit}
        onClose={() => setAsked(null)}
      />
    </section>
  );
}
