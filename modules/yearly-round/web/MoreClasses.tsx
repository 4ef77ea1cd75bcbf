import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ClassType, classTypes } from '../../classes/class-plan.ts';
import type { RoundKind, Target } from '../round.ts';

type Props = {
  readonly kind: RoundKind;
  readonly targets: readonly Target[];
  readonly onChange: (targets: readonly Target[]) => void;
};

/** Classes of the new school year that no class as a whole goes into. */
export function MoreClasses({ kind, targets, onChange }: Props) {
  const { t } = useTranslation(['yearly-round', 'classes']);
  const change = (at: number, over: Partial<Target>) =>
    onChange(targets.map((target, index) => (index === at ? { ...target, ...over } : target)));
  return (
    <section className="sheet round-part">
      <h2>{t(kind === 'intake' ? 'more.intake' : 'more.title')}</h2>
      <p className="soft round-hint">{t(kind === 'intake' ? 'more.intakeHint' : 'more.hint')}</p>
      {targets.map((target, at) => (
        <div key={at} className="round-more">
          <Input
            aria-label={t('more.name', { n: at + 1 })}
            maxLength={30}
            value={target.name}
            placeholder={t('more.namePlace')}
            onChange={(event) => change(at, { name: event.target.value })}
          />
          <Select<ClassType>
            aria-label={t('more.type', { n: at + 1 })}
            value={target.type}
            onChange={(type) => change(at, { type })}
            options={classTypes.map((value) => ({ value, label: t(`classes:pages.type.${value}`) }))}
          />
          <Button onClick={() => onChange(targets.filter((_, index) => index !== at))}>{t('more.remove')}</Button>
        </div>
      ))}
      <Button onClick={() => onChange([...targets, { name: '', type: '21' }])}>{t('more.add')}</Button>
    </section>
  );
}
