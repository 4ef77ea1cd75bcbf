import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { askImageQuestion } from '../contract.ts';
import { Field } from './Field.tsx';
import { svgAddress } from './svg-address.ts';

type Props = {
  readonly answer: string;
  readonly onAnswer: (image: { id: string; answer: string }) => void;
};

/** Letters in an image, to be typed by a person. */
export function ImageQuestion({ answer, onAnswer }: Props) {
  const { t } = useTranslation('accounts');
  const question = useAct(askImageQuestion, { refreshes: [] });
  const ask = question.mutate;
  // The form takes this away with each attempt and puts it back after a refusal: an image is used up by its answer.
  useEffect(() => ask({}), [ask]);
  return (
    <div className="image-question">
      <Field
        label={t('signIn.image')}
        name="image"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        value={answer}
        onText={(text) => onAnswer({ id: question.data?.id ?? '', answer: text })}
      />
      <div className="image-question-picture">
        {question.data !== undefined && (
          <img src={svgAddress(question.data.image)} alt={t('signIn.imageAlt')} width="180" height="56" />
        )}
        <button
          type="button"
          className="plain-link"
          onClick={() => {
            onAnswer({ id: '', answer: '' });
            ask({});
          }}
        >
          {t('signIn.imageAgain')}
        </button>
      </div>
      {question.error !== null && <ErrorState problem={question.error} small />}
      <p className="sign-in-help">{t('signIn.imageHelp')}</p>
    </div>
  );
}
