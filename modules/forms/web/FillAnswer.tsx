import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkAnswer, type Fault } from '../answer-check.ts';
import { carryAnswer, type readAnswer, saveAnswer, submitAnswer } from '../answer-contract.ts';
import { fieldsOf } from '../design.ts';
import FormSheet from './FormSheet.tsx';
import { findSchemaFaults } from './find-schema-faults.ts';

type Answer = OutputOf<typeof readAnswer>;

/** The form with what was filled in so far: kept as a draft, handed in when all of it is right. */
export function FillAnswer({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation(['forms', 'ui']);
  const { message } = App.useApp();
  const [values, setValues] = useState(answer.values);
  const [tried, setTried] = useState(false);
  const save = useAct(saveAnswer, { onDone: () => void message.success(t('answer.saved')) });
  const submit = useAct(submitAnswer, { onDone: () => void message.success(t('answer.submitted')) });
  const carry = useAct(carryAnswer, {
    onDone: ({ version, dropped }) => {
      void message.success(t('answer.carried', { version }));
      if (dropped.length > 0)
        void message.warning(t('answer.dropped', { fields: dropped.join(t('ui:listSeparator')) }));
    },
  });
  const written = { answerId: answer.id, revision: answer.revision, values };
  const labels = new Map(fieldsOf(answer.design).map(({ key, label }) => [key, label]));
  // Whoever has tried to hand in sees each fault go as it is mended.
  const found: readonly Fault[] = checkAnswer(answer.design, answer.answerSchema, values, findSchemaFaults);
  const faults = tried ? found : [];
  const handIn = () => {
    setTried(true);
    if (found.length === 0) submit.mutate(written);
  };
  const problem = submit.error ?? save.error ?? carry.error;
  return (
    <>
      {answer.may.carry && (
        <NoticeLine tone="warn">
          {t('answer.newer', {
            ...{ office: answer.officeName, newest: answer.newestVersion, version: answer.version },
          })}
          {t(`answer.${answer.openAnswers}`)}{' '}
          <ConfirmButton
            size="small"
            word={t('answer.carry')}
            question={t('answer.carryQuestion')}
            isPending={carry.isPending}
            onConfirm={() => carry.mutate({ answerId: answer.id, revision: answer.revision })}
          />
        </NoticeLine>
      )}
      <div className="sheet">
        {answer.note !== null && answer.note !== '' && <p className="form-note">{answer.note}</p>}
        <FormSheet
          answerSchema={answer.answerSchema}
          uiSchema={answer.uiSchema}
          values={values}
          faults={faults.map((each) => ({ ...each, label: labels.get(each.field) ?? '' }))}
          papers={{ answerId: answer.id, papers: answer.papers }}
          onChange={setValues}
        />
        {faults.length > 0 && (
          <p className="form-fault" role="alert">
            {t('answer.faults', { count: faults.length })}
          </p>
        )}
        {problem !== null && <ErrorState problem={problem} small />}
        <div className="form-buttons">
          <Button loading={save.isPending} onClick={() => save.mutate(written)}>
            {t('answer.save')}
          </Button>
          <ConfirmButton
            type="primary"
            word={t('answer.submit')}
            question={t('answer.submitQuestion', { office: answer.officeName })}
            isPending={submit.isPending}
            onConfirm={handIn}
          />
        </div>
      </div>
    </>
  );
}
