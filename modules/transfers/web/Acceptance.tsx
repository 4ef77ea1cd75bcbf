import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import { acceptTransfer, type readTransfer } from '../contract.ts';

type View = OutputOf<typeof readTransfer>;

/** The class and the day of the child that comes, and the word that its papers agree with the file. */
export function Acceptance({ view }: { readonly view: View }) {
  const { t } = useTranslation('transfers');
  const { message } = App.useApp();
  const classes = useRead(listClasses, { institutionId: view.toId });
  const newest = Math.max(0, ...(classes.data ?? []).map((one) => one.schoolYear));
  const offered = (classes.data ?? []).filter((one) => one.schoolYear >= newest - 1);
  const [classId, setClassId] = useState<number | null>(null);
  const [admittedOn, setAdmittedOn] = useState(formatDate(new Date().toISOString()));
  const [isChecked, setChecked] = useState(false);
  const accept = useAct(acceptTransfer, {
    onDone: ({ state }) => {
      message.success(t(state === 'completed' ? 'done.accept' : 'done.acceptToCounty'));
    },
  });
  const needed: Needed = [
    [t('acceptance.class'), classId !== null],
    [t('admittedOn'), admittedOn !== ''],
    [t('acceptance.check'), isChecked],
    [t('attached.papers'), !view.papersNeeded || view.papers.receiver.length > 0],
  ];
  return (
    <section className="sheet transfer-part">
      <h2>{t('acceptance.title')}</h2>
      <div className="transfer-acceptance">
        <label htmlFor="transfer-class">{t('acceptance.class')}</label>
        <Select
          id="transfer-class"
          aria-label={t('acceptance.class')}
          placeholder={t('acceptance.choose')}
          value={classId}
          loading={classes.isPending}
          notFoundContent={t('acceptance.noClasses')}
          onChange={setClassId}
          options={offered.map((one) => ({
            value: one.id,
            label: t('acceptance.classOf', { name: one.name, children: one.children }),
          }))}
        />
        <label htmlFor="transfer-day">{t('admittedOn')}</label>
        <DateBox id="transfer-day" label={t('admittedOn')} value={admittedOn} onChange={setAdmittedOn} />
      </div>
      <Checkbox checked={isChecked} onChange={(event) => setChecked(event.target.checked)}>
        {t('acceptance.papersChecked')}
      </Checkbox>
      {accept.error !== null && <ErrorState problem={accept.error} small />}
      <p className="transfer-go">
        <Button
          type="primary"
          disabled={!isComplete(needed)}
          loading={accept.isPending}
          onClick={() => {
            if (classId === null) return;
            accept.mutate({
              transferId: view.id,
              revision: view.revision,
              classId,
              admittedOn,
              papersChecked: true,
            });
          }}
        >
          {t(view.needsCounty ? 'acts.acceptToCounty' : 'acts.accept')}
        </Button>
        <StillNeeded needed={needed} />
      </p>
    </section>
  );
}
