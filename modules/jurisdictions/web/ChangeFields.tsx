import type { Route } from '@xueqian/kernel/route.ts';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../contract.ts';
import { ChosenLines } from './ChosenLines.tsx';
import type { ChangeDraft, Named } from './change-draft.ts';
import { GoingInFields } from './GoingInFields.tsx';

type Props = {
  readonly draft: ChangeDraft;
  readonly change: (changes: Partial<ChangeDraft>) => void;
  readonly searchInstitutions: Route;
  /** Levels of a new division that this office may choose. */
  readonly levels: readonly ChangeDraft['level'][];
};

/** The fields that belong to the kind of change. */
export function ChangeFields({ draft, change, searchInstitutions, levels }: Props) {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const { kind } = draft;
  const picker = (name: string, value: Named | null, onChange: (chosen: Named | null) => void): ReactNode => (
    <div key={name}>
      <span className="field-name">{t(`change.${name}`)}</span>
      <DivisionPicker
        search={searchDivisions}
        label={t(`change.${name}`)}
        value={value?.code ?? null}
        {...(value === null ? {} : { valueName: value.name })}
        onChange={(code, found) => onChange(code === null ? null : { code, name: found ?? code })}
      />
    </div>
  );
  const text = (name: string, key: 'name' | 'code', hint?: string): ReactNode => (
    <div key={name}>
      <label htmlFor={`change-${name}`}>{t(`change.${name}`)}</label>
      <Input
        id={`change-${name}`}
        value={draft[key]}
        maxLength={key === 'code' ? 12 : 60}
        autoComplete="off"
        onChange={(event) => change({ [key]: event.target.value })}
      />
      {hint !== undefined && <small className="soft">{hint}</small>}
    </div>
  );
  const choice = <T extends string>(name: string, key: 'partKind' | 'level', values: readonly T[], of: string) => (
    <div key={name}>
      <label htmlFor={`change-${name}`}>{t(`change.${name}`)}</label>
      <Select
        id={`change-${name}`}
        style={{ width: '100%' }}
        value={draft[key]}
        options={values.map((value) => ({ value, label: t(`tree.${of}.${value}`) }))}
        onChange={(value: string) => change({ [key]: value })}
      />
    </div>
  );
  const goingIn = <GoingInFields draft={draft} change={change} searchInstitutions={searchInstitutions} />;
  if (kind === 'merge')
    return (
      <>
        <div>
          {picker(
            'divisions',
            null,
            (chosen) =>
              chosen !== null &&
              !draft.absorbed.some((one) => one.code === chosen.code) &&
              change({ absorbed: [...draft.absorbed, chosen] }),
          )}
          <ChosenLines
            lines={draft.absorbed.map((one) => ({ key: one.code, name: one.name }))}
            onRemove={(code) => change({ absorbed: draft.absorbed.filter((one) => one.code !== code) })}
          />
        </div>
        {picker('into', draft.into, (into) => change({ into }))}
      </>
    );
  if (kind === 'found' || kind === 'split' || kind === 'apply')
    return (
      <>
        {kind !== 'apply' && (
          <div className="pair">
            {kind === 'split' && picker('division', draft.division, (division) => change({ division }))}
            {picker('newParent', draft.parent, (parent) => change({ parent }))}
          </div>
        )}
        <div className="pair">
          {text('partName', 'name')}
          {kind !== 'apply' && text('partCode', 'code', t('change.codeHint'))}
        </div>
        <div className="pair">
          {choice('partLevel', 'level', levels, 'levels')}
          {kind !== 'apply' &&
            choice('partKind', 'partKind', ['self-defined', 'functional-area', 'gb2260', 'town'] as const, 'kinds')}
        </div>
        {goingIn}
      </>
    );
  return (
    <>
      <div className="pair">
        {picker('division', draft.division, (division) => change({ division }))}
        {kind === 'move' && picker('parent', draft.parent, (parent) => change({ parent }))}
      </div>
      {kind !== 'abolish' && (
        <div className="pair">
          {kind === 'rename' && text('name', 'name')}
          {text('newCode', 'code', t('change.codeHint'))}
        </div>
      )}
    </>
  );
}
