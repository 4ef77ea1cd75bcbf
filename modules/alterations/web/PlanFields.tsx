import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type DivisionLevel, DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { InstitutionPicker } from '@xueqian/ui/parts/InstitutionPicker.tsx';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import type { AlterationDraft, Chosen } from '../alteration-draft.ts';
import { type readStanding, searchNeighbours } from '../contract.ts';
import { useFieldWords } from './use-field-words.ts';

type Props = {
  readonly draft: AlterationDraft;
  readonly place: OutputOf<typeof readStanding>;
  readonly institutionId: number;
  readonly onChange: (over: Partial<AlterationDraft>) => void;
};

/** The fields of the chosen kind. */
export function PlanFields(props: Props) {
  const { draft, onChange } = props;
  const { t } = useTranslation('alterations');
  const { kinds, natures, fieldOf } = useFieldWords();
  switch (draft.kind) {
    case 'rename':
      return (
        <>
          <label htmlFor="alteration-name">{t('form.newName')}</label>
          <Input
            id="alteration-name"
            maxLength={60}
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </>
      );
    case 'address':
      return <AddressFields {...props} />;
    case 'region':
      return (
        <>
          <CountyField {...props} />
          <AddressFields {...props} />
        </>
      );
    case 'nature':
      return (
        <>
          <label htmlFor="alteration-type">{fieldOf('kind')}</label>
          <Select
            id="alteration-type"
            value={draft.institutionKind}
            options={kinds}
            onChange={(institutionKind: string) => onChange({ institutionKind })}
          />
          <label htmlFor="alteration-nature">{fieldOf('nature')}</label>
          <Select
            id="alteration-nature"
            value={draft.nature}
            options={natures}
            onChange={(nature: string) => onChange({ nature })}
          />
        </>
      );
    case 'merge':
      return <Target {...props} />;
    case 'split':
      return (
        <>
          <Target {...props} />
          <Classes {...props} />
        </>
      );
    case 'close':
      return <Seats {...props} />;
    case 'suspend':
    case 'reopen':
    case null:
      return null;
  }
}

type PlaceProps = {
  readonly id: string;
  readonly level: DivisionLevel;
  readonly value: string | null;
  readonly label: string;
  readonly onChange: (code: string | null) => void;
};

function PlaceField({ id, level, value, label, onChange }: PlaceProps) {
  const name = useDivisionName(searchDivisions, value);
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <DivisionPicker
        id={id}
        search={searchDivisions}
        level={level}
        value={value}
        {...(name === null ? {} : { valueName: name })}
        onChange={onChange}
        label={label}
      />
    </>
  );
}

function CountyField({ draft, onChange }: Props) {
  const { t } = useTranslation('alterations');
  return (
    <PlaceField
      id="alteration-county"
      level="county"
      value={draft.countyCode}
      label={t('form.newCounty')}
      onChange={(countyCode) => onChange({ countyCode, townCode: null })}
    />
  );
}

function AddressFields({ draft, onChange }: Props) {
  const { t } = useTranslation('alterations');
  return (
    <>
      <PlaceField
        id="alteration-town"
        level="town"
        value={draft.townCode}
        label={t('fields.townCode')}
        onChange={(townCode) => onChange({ townCode })}
      />
      <label htmlFor="alteration-address">{t('form.address')}</label>
      <Input
        id="alteration-address"
        maxLength={120}
        value={draft.address}
        onChange={(event) => onChange({ address: event.target.value })}
      />
    </>
  );
}

function Target({ draft, onChange }: Props) {
  const { t } = useTranslation('alterations');
  return (
    <>
      <label htmlFor="alteration-target">{t('form.target')}</label>
      <InstitutionPicker
        id="alteration-target"
        search={searchNeighbours}
        value={draft.target}
        onChange={(target) => onChange({ target })}
        label={t('form.targetHint')}
      />
    </>
  );
}

function Classes({ draft, place, onChange }: Props) {
  const { t } = useTranslation('alterations');
  return (
    <fieldset className="alteration-classes">
      <legend>{t('form.classes')}</legend>
      {place.seats.map(
        ({ classId, className, children }) =>
          classId !== null && (
            <Checkbox
              key={classId}
              checked={draft.classIds.includes(classId)}
              onChange={({ target }) =>
                onChange({
                  classIds: target.checked
                    ? [...draft.classIds, classId]
                    : draft.classIds.filter((each) => each !== classId),
                })
              }
            >
              {className} <span className="figure soft">{t('form.seatChildren', { count: children })}</span>
            </Checkbox>
          ),
      )}
    </fieldset>
  );
}

/** Where the children of each class go when it closes. */
function Seats({ draft, place, onChange }: Props) {
  const { t } = useTranslation('alterations');
  const taken = place.seats.filter(({ children }) => children > 0);
  if (taken.length === 0) return <p className="soft">{t('form.noneLeft')}</p>;
  const choose = (key: number, chosen: Chosen | null) => {
    const { [key]: _, ...others } = draft.targetOfClass;
    onChange({ targetOfClass: chosen === null ? others : { ...others, [key]: chosen } });
  };
  return (
    <fieldset className="alteration-seats">
      <legend>{t('form.seats')}</legend>
      <p className="soft">{t('form.seatsNote')}</p>
      {taken.map(({ classId, className, children }) => {
        const key = classId ?? 0;
        const name = className ?? t('form.withoutClass');
        return (
          <div key={key}>
            <label htmlFor={`seat-${key}`}>
              {name} <span className="figure soft">{t('form.seatChildren', { count: children })}</span>
            </label>
            <InstitutionPicker
              id={`seat-${key}`}
              search={searchNeighbours}
              value={draft.targetOfClass[key] ?? null}
              onChange={(chosen) => choose(key, chosen)}
              label={`${name} · ${t('form.target')}`}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
