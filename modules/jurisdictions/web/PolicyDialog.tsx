import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readBound, setPolicy } from '../contract.ts';
import { keepsWithin, openness } from '../policy-openness.ts';
import { type PolicyKey, periodUnits, settingFits } from '../policy-pack.ts';
import type { LocalValue } from './local-value.ts';
import { usePolicyWord } from './use-policy-word.ts';
import '@xueqian/ui/parts/dialogs.css';

type Props = {
  readonly row: LocalValue;
  /** Follow the upper level again, instead of a value of our own. */
  readonly follow: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

const namesShown = 5;

/** Lays one rule down: the value within what is open, its day, its document, and whom it binds. */
export function PolicyDialog({ row, follow, onDone, onClose }: Props) {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const wordOf = usePolicyWord();
  const [value, setValue] = useState<LocalValue['value']>(row.value);
  const [unit, setUnit] = useState(row.unit ?? row.upper.unit);
  const [form, setForm] = useState({ from: '', documentTitle: '', documentNumber: '' });
  const bound = useRead(readBound, { key: row.key });
  const act = useAct(setPolicy, { onDone });
  const key = row.key as PolicyKey;
  const units = [...periodUnits, 'minutes', 'hours'].filter((each) => settingFits(key, { value: 1, unit: each }));
  // Choices are the words whose order the rule knows, or those that fit the kind of the value.
  const words = openness[key].order ?? (key === 'paperFile' ? ['kept', 'until-a-year-after-leaving', 'none'] : null);
  const options = (words ?? [])
    .filter((word) => keepsWithin(openness[key], row.upper, { value: word, unit: null }))
    .map((word) => ({ value: String(word), label: wordOf({ key, value: word, unit: null }), word }));
  const mine = { value, unit: words === null && units.length > 0 ? unit : null };
  const fits = follow || (settingFits(key, mine) && keepsWithin(openness[key], row.upper, mine));
  const isComplete = fits && form.from !== '' && form.documentTitle.trim().length >= 2;
  const own = bound.data?.own ?? [];
  const field = (name: keyof typeof form, type: 'text' | 'date', maxLength: number) => (
    <div className="dialog-field" key={name}>
      <label className="dialog-label" htmlFor={`policy-${name}`}>
        {t(`local.${name}`)}
      </label>
      <Input
        id={`policy-${name}`}
        type={type}
        maxLength={maxLength}
        value={form[name]}
        onChange={(event) => setForm({ ...form, [name]: event.target.value })}
      />
    </div>
  );
  return (
    <Modal
      open
      title={t(follow ? 'local.followTitle' : 'local.dialogTitle', { name: t(`policy.keys.${row.key}`) })}
      okText={t('local.confirm')}
      okButtonProps={{ disabled: !isComplete }}
      cancelText={t('ui:cancel')}
      confirmLoading={act.isPending}
      onOk={() =>
        act.mutate({
          ...{ key: row.key, follow, value: follow ? null : value, unit: follow ? null : mine.unit, from: form.from },
          documentTitle: form.documentTitle,
          documentNumber: form.documentNumber || null,
        })
      }
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="dialog-hint">
        {t('local.upperIs', { value: wordOf({ key: row.key, ...row.upper }), article: row.upper.article })}
        {!follow && ` ${t(`local.hows.${row.how}`)}`}
      </p>
      {!follow && (
        <div className="dialog-field">
          <label className="dialog-label" htmlFor="policy-value">
            {t('local.value')}
          </label>
          {words === null ? (
            <span className="policy-amount">
              <InputNumber
                id="policy-value"
                min={0}
                precision={0}
                value={typeof value === 'number' ? value : null}
                status={fits ? '' : 'error'}
                onChange={(typed) => setValue(typed)}
              />
              {units.length > 0 && (
                <Select
                  aria-label={t('local.unit')}
                  style={{ width: 160 }}
                  value={unit}
                  options={units.map((each) => ({ value: each, label: t(`policy.unitNames.${each}`) }))}
                  onChange={(chosen: string) => setUnit(chosen)}
                />
              )}
            </span>
          ) : (
            <Select
              id="policy-value"
              style={{ width: '100%' }}
              value={String(value)}
              options={options.map(({ word: _, ...option }) => option)}
              onChange={(chosen: string) => setValue(options.find((option) => option.value === chosen)?.word ?? null)}
            />
          )}
          {!fits && <p className="dialog-wrong">{t('refusals.policy-looser', { article: row.upper.article })}</p>}
        </div>
      )}
      {field('from', 'date', 10)}
      {field('documentTitle', 'text', 200)}
      {field('documentNumber', 'text', 60)}
      <div className="dialog-field policy-bound">
        {bound.data === undefined ? (
          <LoadingState lines={1} />
        ) : (
          <>
            <p>
              {t('local.bound', {
                offices: bound.data.offices,
                institutions: bound.data.institutions,
              })}
            </p>
            {own.length > 0 && (
              <p>
                {t('local.boundOwn', {
                  count: own.length,
                  names: own
                    .slice(0, namesShown)
                    .map((one) => `${one.name} ${wordOf({ key: row.key, ...one })}`)
                    .join(t('ui:listSeparator')),
                })}
              </p>
            )}
          </>
        )}
      </div>
      {act.error !== null && <ErrorState problem={act.error} small />}
    </Modal>
  );
}
