import { formatDate } from '@xueqian/ui/format.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { listFormerNumbers } from '../past-contract.ts';

/** Numbers that the child had before: they find it for ever. */
export function FormerNumbers({ childId }: { readonly childId: number }) {
  const { t } = useTranslation('children');
  const read = useRead(listFormerNumbers, { childId });
  const numbers = read.data?.numbers ?? [];
  if (numbers.length === 0) return null;
  return (
    <section className="sheet">
      <h2>{t('pages.child.formerNumbers')}</h2>
      <ul className="former-numbers">
        {numbers.map((each) => (
          <li key={each.until} className="figure">
            {each.numberMasked} <span className="soft">{t('pages.child.until', { on: formatDate(each.until) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
