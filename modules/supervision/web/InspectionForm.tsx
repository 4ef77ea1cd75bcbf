import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, type ChecklistItem, choices, knowWithinDays } from '../inspection.ts';
import { handOverInspection, type readInspection } from '../inspection-contract.ts';
import { Papers } from './Papers.tsx';
import { useInspectionDraft } from './use-inspection-draft.ts';

type Inspection = OutputOf<typeof readInspection>;
type Props = { readonly inspection: Inspection; readonly onChanged: () => void };

/** What is written on the spot, also on a phone; it is saved as it is written. */
export function InspectionForm({ inspection, onChanged }: Props) {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const { personName } = useSession();
  const { draft, change, answer, save, saveNow, isSaved } = useInspectionDraft(inspection);
  const handOver = useAct(handOverInspection, { onDone: () => void message.success(t('inspection.form.handedOver')) });
  const { items, id: inspectionId } = inspection;
  const [knowWithin, setKnowWithin] = useState(knowWithinDays);
  const finish = () => {
    void saveNow().then((revision) => {
      if (revision !== null) handOver.mutate({ inspectionId, revision, knowWithin });
    });
  };
  return (
    <>
      <section className="sheet inspection-form">
        <label htmlFor="inspection-inspectors">{t('inspection.form.inspectors')}</label>
        <Input
          id="inspection-inspectors"
          maxLength={200}
          value={draft.inspectors}
          onChange={(event) => change({ inspectors: event.target.value })}
        />
        <label htmlFor="inspection-day">{t('inspection.form.day')}</label>
        <DateBox
          id="inspection-day"
          value={draft.inspectedOn ?? ''}
          onChange={(day) => change({ inspectedOn: day === '' ? null : day })}
        />
      </section>
      <section className="sheet">
        <h2>
          {t('inspection.form.items')}{' '}
          <small className="soft figure">
            {t('inspection.form.progress', { done: draft.answers.length, all: items.length })}
          </small>
        </h2>
        <ol className="inspection-items">
          {items.map((item) => (
            <Item
              key={item.code}
              item={item}
              answer={draft.answers.find(({ code }) => code === item.code)}
              onAnswer={answer}
            />
          ))}
        </ol>
      </section>
      <section className="sheet inspection-form">
        <label htmlFor="inspection-conclusion">{t('inspection.form.conclusion')}</label>
        <Input.TextArea
          id="inspection-conclusion"
          rows={4}
          maxLength={2000}
          value={draft.conclusion}
          onChange={(event) => change({ conclusion: event.target.value })}
        />
        <label htmlFor="inspection-know-within">{t('inspection.form.knowWithin')}</label>
        <InputNumber
          id="inspection-know-within"
          min={1}
          max={30}
          precision={0}
          value={knowWithin}
          onChange={(days) => setKnowWithin(days ?? knowWithinDays)}
        />
        <h3>{t('inspection.form.photos')}</h3>
        <Papers
          kind="inspection"
          recordId={inspectionId}
          papers={inspection.photos}
          isOpen
          onAdded={onChanged}
          words={{ none: t('inspection.form.noPhotos'), add: t('inspection.form.addPhoto') }}
        />
      </section>
      {save.error !== null && <ErrorState problem={save.error} small />}
      {handOver.error !== null && <ErrorState problem={handOver.error} small />}
      <div className="term-buttons">
        <span className="soft" role="status">
          {t(isSaved ? 'inspection.form.saved' : 'inspection.form.unsaved')}
        </span>
        <Button loading={save.isPending} disabled={isSaved} onClick={() => void saveNow()}>
          {t('inspection.form.save')}
        </Button>
        <ConfirmButton
          type="primary"
          word={t('inspection.form.handOver')}
          question={t('inspection.form.handOverQuestion', { name: personName })}
          isPending={handOver.isPending}
          onConfirm={finish}
        />
      </div>
    </>
  );
}

type ItemProps = {
  readonly item: ChecklistItem;
  readonly answer: Answer | undefined;
  readonly onAnswer: (answer: Answer) => void;
};

function Item({ item, answer, onAnswer }: ItemProps) {
  const { t } = useTranslation('supervision');
  const { code } = item;
  return (
    <li>
      <p id={`item-${code}`}>
        <span className="figure soft">{code}</span> {item.words}{' '}
        {item.isHeavy && <Tag tone="warn" icon="alert" word={t('inspection.heavy')} />}
        <small className="soft"> {item.article}</small>
      </p>
      <Radio.Group
        aria-labelledby={`item-${code}`}
        value={answer?.choice}
        options={choices.map((value) => ({ value, label: t(`inspection.choices.${value}`) }))}
        onChange={(event) =>
          onAnswer({ code, choice: event.target.value as Answer['choice'], note: answer?.note ?? '' })
        }
      />
      {(answer?.choice === 'partly' || answer?.choice === 'unmet') && (
        <Input.TextArea
          aria-label={`${t('inspection.form.note')} ${code}`}
          placeholder={t('inspection.form.note')}
          rows={2}
          maxLength={500}
          value={answer.note}
          onChange={(event) => onAnswer({ ...answer, note: event.target.value })}
        />
      )}
    </li>
  );
}
