import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteChild } from '../../children/contract.ts';
import type { CaseView } from './case-turn.ts';

/** What this side can do, and the way the case goes on. */
export function CaseActions({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('duplicates');
  const { level } = useSession();
  return (
    <aside className="case-actions">
      <section className="sheet">
        {view.state === 'closed' ? (
          <p>
            {t('pages.todo.closed', {
              outcome: t(`pages.outcome.${view.outcome ?? ''}`, { defaultValue: t('pages.next.nobody') }),
            })}
          </p>
        ) : level !== 'institution' ? (
          <p>{t(departmentText(view, level))}</p>
        ) : (
          <>
            <AnswerDay view={view} />
            {view.later.mine ? <OurTurn view={view} /> : <TheirTurn view={view} />}
          </>
        )}
      </section>
      {view.state === 'open' && (
        <section className="sheet">
          <h2>{t('pages.steps.title')}</h2>
          <ol className="case-steps">
            {(['first', 'second', 'third', 'fourth'] as const).map((step) => (
              <li key={step}>{t(`pages.steps.${view.kind === 'possible' ? 'possible.' : ''}${step}`)}</li>
            ))}
          </ol>
        </section>
      )}
    </aside>
  );
}

/** What a department reads: it decides, instead of a late arbiter too; it waits for the sides; or it looks on. */
const departmentText = ({ may, arbiter }: CaseView, level: string): string => {
  if (may.decide) return level === arbiter ? 'settlement.yours' : 'settlement.takeOver';
  return may.awaitAnswers ? 'settlement.waiting' : 'pages.todo.watching';
};

/** By when my institution has to answer, or that it has. */
function AnswerDay({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('duplicates');
  const own = view.later.mine ? view.later : view.earlier;
  if (own.answer !== null) return <p>{t('pages.todo.answered')}</p>;
  if (own.dueOn === null) return null;
  return (
    <p className="case-due">
      {t('pages.todo.answerBy')} <DueDate dueOn={own.dueOn} daysLeft={own.daysLeft} />
    </p>
  );
}

function TheirTurn({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('duplicates');
  const go = useGo();
  const { childId } = view.earlier;
  return (
    <>
      <h2>{t('pages.todo.theirs')}</h2>
      <p>{t('pages.todo.theirsText')}</p>
      {view.may.correct && childId !== null && (
        <Button onClick={() => go(paths.editChild(childId))}>{t('pages.todo.correctButton')}</Button>
      )}
    </>
  );
}

function OurTurn({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('duplicates');
  const { message } = App.useApp();
  const go = useGo();
  const [removing, setRemoving] = useState(false);
  const { childId, name } = view.later;
  const act = useAct(deleteChild, {
    onDone: () => {
      message.success(t('pages.removeDialog.done'));
      go(paths.cases());
    },
  });
  return (
    <>
      <h2>{t('pages.todo.title')}</h2>
      <h3>{t('pages.todo.correct')}</h3>
      <p>{t('pages.todo.correctText')}</p>
      {view.may.correct && childId !== null && (
        <Button type="primary" onClick={() => go(paths.editChild(childId))}>
          {t('pages.todo.correctButton')}
        </Button>
      )}
      <h3>{t('pages.todo.remove')}</h3>
      <p>{t('pages.todo.removeText')}</p>
      {view.may.delete && childId !== null && (
        <Button danger onClick={() => setRemoving(true)}>
          {t('pages.todo.removeButton')}
        </Button>
      )}
      {!view.earlier.mine && (
        <>
          <h3>{t('pages.todo.transfer')}</h3>
          <p>{t('pages.todo.transferText', { name: view.earlier.institutionName, county: view.earlier.countyName })}</p>
        </>
      )}
      <ReasonDialog
        open={removing}
        title={t('pages.removeDialog.title', { name })}
        hint={t('pages.removeDialog.text')}
        suggestions={[t('pages.removeDialog.reasonElsewhere'), t('pages.removeDialog.reasonTwice')]}
        confirmWord={t('pages.removeDialog.confirm')}
        isPending={act.isPending}
        problem={act.error}
        onSubmit={(reason) => childId !== null && act.mutate({ childId, reason })}
        onClose={() => setRemoving(false)}
      />
    </>
  );
}
