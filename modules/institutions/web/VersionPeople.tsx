import { formatInstant } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { ShownVersion } from '../section-contract.ts';

/** Who entered, submitted, confirmed and reviewed a version: each by the real name. */
export function VersionPeople({ version }: { readonly version: ShownVersion }) {
  const { t } = useTranslation('institutions');
  const line = (person: ShownVersion['entered']) =>
    person === null
      ? t('pages.basic.notYet')
      : t('pages.basic.byAt', { person: person.name, at: formatInstant(person.at) });
  return (
    <dl className="facts version-people">
      {(['entered', 'submitted', 'confirmed', 'reviewed'] as const).map((step) => (
        <div key={step}>
          <dt>{t(`section.people.${step}`)}</dt>
          <dd className="figure">{line(version[step])}</dd>
        </div>
      ))}
      {version.reviewOffice !== null && (
        <div>
          <dt>{t('section.people.office')}</dt>
          <dd>{version.reviewOffice}</dd>
        </div>
      )}
    </dl>
  );
}
