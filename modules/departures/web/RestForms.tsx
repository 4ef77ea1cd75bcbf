import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import { today } from '@xueqian/ui/today.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import { resumeChild, suspendChild } from '../contract.ts';

/** A rest: from when, until when it is expected, and why. */
export function SuspensionForm({ childId }: { readonly childId: number }) {
  const { t } = useTranslation('departures');
  const { message } = App.useApp();
  const [fromOn, setFromOn] = useState(today());
  const [untilOn, setUntilOn] = useState('');
  const [reason, setReason] = useState('');
  const suspend = useAct(suspendChild, { onDone: () => void message.success(t('rest.recorded')) });
  const needed: Needed = [
    [t('rest.fromOn'), fromOn !== ''],
    [t('rest.untilOn'), untilOn !== ''],
    [t('columns.reason'), reason.trim().length >= 2],
  ];
  return (
    <section className="sheet departure-form departure-part">
      <h2>{t('rest.begin')}</h2>
      <p className="soft">{t('rest.hint')}</p>
      <div className="departure-days">
        <div>
          <label htmlFor="rest-from">{t('rest.fromOn')}</label>
          <DateBox id="rest-from" value={fromOn} onChange={setFromOn} max={today()} clears={false} />
        </div>
        <div>
          <label htmlFor="rest-until">{t('rest.untilOn')}</label>
          <DateBox id="rest-until" value={untilOn} onChange={setUntilOn} />
        </div>
      </div>
      <label htmlFor="rest-reason">{t('columns.reason')}</label>
      <Input.TextArea
        id="rest-reason"
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {suspend.error !== null && <ErrorState problem={suspend.error} small />}
      <div className="departure-buttons">
        <Button
          type="primary"
          disabled={!isComplete(needed)}
          loading={suspend.isPending}
          onClick={() => suspend.mutate({ childId, fromOn, untilOn, reason: reason.trim() })}
        >
          {t('rest.record')}
        </Button>
        <StillNeeded needed={needed} />
      </div>
    </section>
  );
}

type ResumptionProps = {
  readonly childId: number;
  readonly institutionId: number;
  readonly classId: number | null;
  readonly from: string;
};

/** The return: on which day, and into which class. */
export function ResumptionForm({ childId, institutionId, classId, from }: ResumptionProps) {
  const { t } = useTranslation('departures');
  const { message } = App.useApp();
  const [resumedOn, setResumedOn] = useState(today());
  const [chosen, setChosen] = useState<number | null>(classId);
  const classes = useRead(listClasses, { institutionId });
  const resume = useAct(resumeChild, { onDone: () => void message.success(t('rest.resumed')) });
  const needed: Needed = [
    [t('rest.endedOn'), resumedOn !== ''],
    [t('rest.class'), chosen !== null],
  ];
  return (
    <section className="sheet departure-form departure-part">
      <h2>{t('rest.return')}</h2>
      <label htmlFor="rest-end">{t('rest.endedOn')}</label>
      <DateBox
        id="rest-end"
        value={resumedOn}
        onChange={setResumedOn}
        max={today()}
        clears={false}
        {...(from === '' ? {} : { min: from })}
      />
      <label htmlFor="rest-class">{t('rest.class')}</label>
      <Select
        id="rest-class"
        className="departure-way"
        value={chosen}
        loading={classes.isPending}
        onChange={(id: number) => setChosen(id)}
        options={(classes.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      {resume.error !== null && <ErrorState problem={resume.error} small />}
      <div className="departure-buttons">
        <Button
          type="primary"
          disabled={!isComplete(needed)}
          loading={resume.isPending}
          onClick={() => chosen !== null && resume.mutate({ childId, resumedOn, classId: chosen })}
        >
          {t('rest.recordReturn')}
        </Button>
        <StillNeeded needed={needed} />
      </div>
    </section>
  );
}
