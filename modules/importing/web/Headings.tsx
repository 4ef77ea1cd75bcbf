import { useTranslation } from 'react-i18next';
import type { ImportView } from '../contract.ts';
import { useColumnName } from './use-column-name.ts';

/** Which columns were recognised, and which are left out. */
export function Headings({ headings }: { readonly headings: NonNullable<ImportView['headings']> }) {
  const { t } = useTranslation('importing');
  const nameOf = useColumnName();
  const { recognised, unknown } = headings;
  return (
    <details className="import-headings" open={false}>
      <summary>
        {t('pages.report.headings', { known: recognised.length })}
        {unknown.length > 0 && (
          <strong>
            {t('pages.report.headingsIgnored', { count: unknown.length })}
            {': '}
            {unknown.map((one) => t('pages.report.headingAs', one)).join(t('pages.report.separator'))}
          </strong>
        )}
      </summary>
      <ul>
        {recognised.map((one) => (
          <li key={one.letter}>
            <span className="figure">{one.letter}</span> {one.heading}
            {nameOf(one.column) !== one.heading && <small>{nameOf(one.column)}</small>}
          </li>
        ))}
      </ul>
    </details>
  );
}
