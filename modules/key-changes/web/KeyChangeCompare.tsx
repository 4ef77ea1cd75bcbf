import type { OutputOf } from '@xueqian/kernel/route.ts';
import { useTranslation } from 'react-i18next';
import { keyFields } from '../../children/rules.ts';
import type { readKeyChange } from '../contract.ts';
import { ValueWord } from './ValueWord.tsx';

type View = OutputOf<typeof readKeyChange>;

/** The file and what it is to say, side by side; what differs is marked, in a word for those who hear the page. */
export function KeyChangeCompare({ view }: { readonly view: View }) {
  const { t } = useTranslation(['key-changes', 'children']);
  const rows = [...keyFields, ...view.fields.filter((field) => !(keyFields as readonly string[]).includes(field))];
  return (
    <table className="key-compare">
      <caption className="only-heard">{t('compare.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('compare.field')}</th>
          <th scope="col">{t(view.state === 'completed' ? 'compare.was' : 'compare.before')}</th>
          <th scope="col">{t(view.state === 'completed' ? 'compare.is' : 'compare.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((field) => {
          const isChanged = view.fields.includes(field);
          return (
            <tr key={field} className={isChanged ? 'changed' : undefined}>
              <th scope="row">{t(`children:pages.field.${field}`)}</th>
              <td className="figure">
                <ValueWord column={field} value={view.before[field]} />
              </td>
              <td className="figure">
                {isChanged ? (
                  <strong>
                    <ValueWord column={field} value={view.after[field]} />{' '}
                    <span className="key-changed">{t('compare.changed')}</span>
                  </strong>
                ) : (
                  <span className="soft">{t('compare.same')}</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
