import { useQueryClient } from '@tanstack/react-query';
import { callRoute } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { App, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ClassType, classTypes, numeralOf, planNames, sizeLimitOf } from '../class-plan.ts';
import { createClass, listClasses } from '../contract.ts';
import type { ClassView } from './class-view.ts';

type Planned = { readonly key: string; readonly type: ClassType; readonly name: string };

type Props = {
  readonly institutionId: number;
  readonly schoolYear: number;
  readonly years: readonly number[];
  readonly existing: readonly ClassView[];
  /** With the school year in which classes were made, null when none were. */
  readonly onClose: (madeIn: number | null) => void;
};

/** Makes several classes at once: numbers for each type, names proposed and open to change. */
export function CreateClassesDialog({ institutionId, schoolYear, years, existing, onClose }: Props) {
  const { t } = useTranslation('classes');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [year, setYear] = useState(schoolYear);
  const [counts, setCounts] = useState<Readonly<Partial<Record<ClassType, number>>>>({});
  const [renamed, setRenamed] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [made, setMade] = useState<ReadonlySet<string>>(new Set());

  const taken = new Set(existing.filter((one) => one.schoolYear === year).map((one) => one.name));
  const nameOf = (type: ClassType, serial: number): string =>
    t('pages.namePattern', { short: t(`pages.short.${type}`), numeral: numeralOf(serial, t('pages.numerals')) });
  const planned: readonly Planned[] = classTypes.flatMap((type) =>
    planNames(counts[type] ?? 0, taken, (serial) => nameOf(type, serial)).map((name, at) => {
      const key = `${year}-${type}-${at}`;
      return { key, type, name: renamed[key] ?? name };
    }),
  );
  const left = planned.filter((one) => !made.has(one.key));
  const wrongWith = (one: Planned): string | null => {
    if (one.name.trim() === '') return t('pages.createDialog.nameMissing');
    const twice = planned.filter((other) => other.name.trim() === one.name.trim()).length > 1;
    return twice || (taken.has(one.name.trim()) && !made.has(one.key)) ? t('pages.createDialog.nameTaken') : null;
  };

  const submit = async () => {
    setBusy(true);
    setProblem(null);
    const done = new Set(made);
    try {
      for (const one of left) {
        await callRoute(createClass, {
          institutionId,
          name: one.name.trim(),
          type: one.type,
          schoolYear: year,
          capacity: null,
          teacherName: null,
        });
        done.add(one.key);
      }
      message.success(t('pages.createDialog.done', { count: planned.length }));
      onClose(year);
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setMade(done);
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: [listClasses.id] });
    }
  };

  return (
    <Modal
      open
      width={640}
      title={t('pages.createDialog.title')}
      okText={
        left.length === 0 ? t('pages.createDialog.submitNone') : t('pages.createDialog.submit', { count: left.length })
      }
      cancelText={t('pages.createDialog.cancel')}
      okButtonProps={{ disabled: left.length === 0 || planned.some((one) => wrongWith(one) !== null), loading: busy }}
      onOk={() => void submit()}
      onCancel={() => onClose(made.size > 0 ? year : null)}
    >
      <div className="create-classes">
        <Select
          aria-label={t('pages.schoolYear')}
          className="classes-year"
          value={year}
          onChange={setYear}
          disabled={made.size > 0}
          options={years.map((one) => ({ value: one, label: t('pages.schoolYearName', { from: one, to: one + 1 }) }))}
        />
        <h3>{t('pages.createDialog.howMany')}</h3>
        <div className="create-classes-counts">
          {classTypes.map((type) => {
            const limit = sizeLimitOf(type);
            return (
              <label key={type} htmlFor={`class-count-${type}`}>
                <span>
                  {t(`pages.type.${type}`)}
                  <small>{limit === null ? t(`pages.ages.${type}`) : t('pages.createDialog.limit', { limit })}</small>
                </span>
                <InputNumber
                  id={`class-count-${type}`}
                  min={0}
                  max={20}
                  precision={0}
                  value={counts[type] ?? 0}
                  disabled={made.size > 0}
                  onChange={(count) => setCounts({ ...counts, [type]: count ?? 0 })}
                  onFocus={(event) => event.target.select()}
                  suffix={t('pages.createDialog.unit')}
                />
              </label>
            );
          })}
        </div>
        <h3>{t('pages.createDialog.names')}</h3>
        {planned.length === 0 ? (
          <p className="classes-soft">{t('pages.createDialog.none')}</p>
        ) : (
          <ul className="create-classes-names">
            {planned.map((one) => {
              const wrong = wrongWith(one);
              return (
                <li key={one.key} className={made.has(one.key) ? 'made' : undefined}>
                  <Input
                    size="small"
                    aria-label={t('pages.editDialog.name')}
                    maxLength={30}
                    value={one.name}
                    disabled={made.has(one.key)}
                    status={wrong === null ? '' : 'error'}
                    onChange={(event) => setRenamed({ ...renamed, [one.key]: event.target.value })}
                  />
                  {wrong !== null && <small role="alert">{wrong}</small>}
                </li>
              );
            })}
          </ul>
        )}
        {problem !== null && (
          <>
            {made.size > 0 && <p>{t('pages.createDialog.partly', { done: made.size, left: left.length })}</p>}
            <ErrorState problem={problem} small />
          </>
        )}
      </div>
    </Modal>
  );
}
