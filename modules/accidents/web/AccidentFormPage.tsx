import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readChild } from '../../children/contract.ts';
import { type AccidentDegree, type AccidentKind, accidentDegrees, accidentKinds } from '../accident.ts';
import { recordAccident } from '../contract.ts';
import './accidents.css';

const words = ['place', 'course', 'handling'] as const;
type Words = Readonly<Record<(typeof words)[number], string>>;

/** Records what happened to a child of mine. */
export function AccidentFormPage() {
  const { t } = useTranslation('accidents');
  const { message } = App.useApp();
  const go = useGo();
  const childId = usePathNumber('childId');
  const read = useRead(readChild, { childId });
  const [requestId] = useState(() => crypto.randomUUID());
  const [happenedOn, setHappenedOn] = useState('');
  const [kind, setKind] = useState<AccidentKind | null>(null);
  const [degree, setDegree] = useState<AccidentDegree | null>(null);
  const [said, setSaid] = useState<Words>({ place: '', course: '', handling: '' });
  const record = useAct(recordAccident, {
    onDone: ({ accidentId, petitionId }) => {
      void message.success(t('form.recorded'));
      go(petitionId === null ? paths.accident(accidentId) : paths.petition(petitionId));
    },
  });
  const name = read.data?.child.name;
  if (name === undefined) return <ReadState read={read} lines={6} />;
  const needed: Needed = [
    [t('form.happenedOn'), happenedOn !== ''],
    [t('form.kind'), kind !== null],
    [t('form.degree'), degree !== null],
    ...words.map((each) => [t(`form.${each}`), said[each].trim().length >= 2] as const),
  ];
  const box = (each: keyof Words) => ({
    id: `accident-${each}`,
    value: said[each],
    onChange: ({ target }: { target: { value: string } }) => setSaid({ ...said, [each]: target.value }),
  });
  return (
    <>
      <PageHeader
        title={t('form.title', { name })}
        back={{ to: paths.childOf(childId), word: name }}
        note={t('form.note')}
      />
      <div className="sheet accident-form">
        <label htmlFor="accident-day">{t('form.happenedOn')}</label>
        <DateBox id="accident-day" value={happenedOn} onChange={setHappenedOn} max={dayjs().format('YYYY-MM-DD')} />
        <label htmlFor="accident-place">{t('form.place')}</label>
        <Input maxLength={120} {...box('place')} />
        <label htmlFor="accident-kind">{t('form.kind')}</label>
        <Select
          id="accident-kind"
          className="accident-choice"
          value={kind}
          placeholder={t('form.choose')}
          onChange={(chosen: AccidentKind) => setKind(chosen)}
          options={accidentKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <label htmlFor="accident-degree">{t('form.degree')}</label>
        <Select
          id="accident-degree"
          className="accident-choice"
          value={degree}
          placeholder={t('form.choose')}
          onChange={(chosen: AccidentDegree) => setDegree(chosen)}
          options={accidentDegrees.map((value) => ({ value, label: t(`degrees.${value}`) }))}
        />
        {degree === 'fatal' && <NoticeLine tone="quiet">{t('form.fatalHint')}</NoticeLine>}
        <label htmlFor="accident-course">{t('form.course')}</label>
        <Input.TextArea rows={4} maxLength={2000} {...box('course')} />
        <label htmlFor="accident-handling">{t('form.handling')}</label>
        <Input.TextArea rows={3} maxLength={2000} {...box('handling')} />
        {record.error !== null && <ErrorState problem={record.error} small />}
        <p className="accident-go">
          <Button
            type="primary"
            loading={record.isPending}
            disabled={!isComplete(needed)}
            onClick={() => {
              if (kind === null || degree === null) return;
              const { place, course, handling } = said;
              record.mutate({
                ...{ childId, requestId, happenedOn, kind, degree },
                ...{ place: place.trim(), course: course.trim(), handling: handling.trim() },
              });
            }}
          >
            {t('form.record')}
          </Button>
          <StillNeeded needed={needed} />
        </p>
      </div>
    </>
  );
}
