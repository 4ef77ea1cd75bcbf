import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { type FoundInstitution, InstitutionPicker } from '@xueqian/ui/parts/InstitutionPicker.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchInstitutions } from '../../institutions/contract.ts';
import { planInspections } from '../inspection-contract.ts';
import './supervision.css';
import './inspection.css';

/** A plan: which institutions, from when until when, by whom. */
export function PlanInspectionsPage() {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const go = useGo();
  const [requestId] = useState(() => crypto.randomUUID());
  const [plan, setPlan] = useState({ title: '', fromOn: '', untilOn: '', inspectors: '' });
  const [chosen, setChosen] = useState<readonly FoundInstitution[]>([]);
  const act = useAct(planInspections, {
    onDone: ({ planned }) => {
      void message.success(t('inspection.plan.done', { count: planned }));
      go(paths.inspections({ only: 'under-way' }));
    },
  });
  const isWhole = plan.title.trim().length >= 2 && plan.fromOn !== '' && plan.untilOn !== '' && chosen.length > 0;
  const fields = [
    ['title', 'title', false],
    ['fromOn', 'from', true],
    ['untilOn', 'until', true],
    ['inspectors', 'inspectors', false],
  ] as const;
  return (
    <>
      <PageHeader
        title={t('inspection.newPlan')}
        back={{ to: paths.inspections(), word: t('inspection.title') }}
        note={t('inspection.plan.note')}
      />
      <div className="sheet issue-form">
        {fields.map(([name, word, isDay]) => (
          <div key={name}>
            <label htmlFor={`plan-${name}`}>{t(`inspection.plan.${word}`)}</label>
            {isDay ? (
              <DateBox id={`plan-${name}`} value={plan[name]} onChange={(day) => setPlan({ ...plan, [name]: day })} />
            ) : (
              <Input
                id={`plan-${name}`}
                maxLength={100}
                value={plan[name]}
                onChange={(event) => setPlan({ ...plan, [name]: event.target.value })}
              />
            )}
          </div>
        ))}
        <label htmlFor="plan-institution">{t('inspection.plan.institutions')}</label>
        <InstitutionPicker
          search={searchInstitutions}
          id="plan-institution"
          label={t('inspection.plan.add')}
          value={null}
          onChange={(one) => {
            if (one !== null && !chosen.some(({ id }) => id === one.id)) setChosen([...chosen, one]);
          }}
        />
        {chosen.length === 0 ? (
          <p className="soft">{t('inspection.plan.none')}</p>
        ) : (
          <ul className="found-lines">
            {chosen.map((one) => (
              <li key={one.id}>
                {one.name} <small className="figure soft">{one.code}</small>{' '}
                <Button
                  type="link"
                  size="small"
                  onClick={() => setChosen(chosen.filter(({ id }) => id !== one.id))}
                  aria-label={`${t('inspection.plan.remove')} ${one.name}`}
                >
                  {t('inspection.plan.remove')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {act.error !== null && <ErrorState problem={act.error} small />}
        <div className="term-buttons">
          <Button
            type="primary"
            loading={act.isPending}
            disabled={!isWhole}
            onClick={() => act.mutate({ requestId, ...plan, institutionIds: chosen.map(({ id }) => id) })}
          >
            {t('inspection.plan.save')}
          </Button>
        </div>
      </div>
    </>
  );
}
