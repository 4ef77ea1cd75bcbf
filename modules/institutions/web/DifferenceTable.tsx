import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { readonly hasBefore: boolean; readonly children: ReactNode };

/** Old beside new: the frame of a difference; `children` are its rows. Without an old one only the new has a column. */
export function DifferenceTable({ hasBefore, children }: Props) {
  const { t } = useTranslation('institutions');
  return (
    <table className="difference">
      <caption className="only-heard">{t('review.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('review.field')}</th>
          {hasBefore && <th scope="col">{t('pages.basic.inForce')}</th>}
          <th scope="col">{t('pages.basic.proposed')}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
