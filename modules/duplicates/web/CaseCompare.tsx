import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';
import { type CaseKind, causesOf, compareSides } from '../case-compare.ts';
import type { CaseSide, CaseView } from './case-turn.ts';

/** Both registrations line by line; what causes the case is shaded, what differs is marked. */
export function CaseCompare({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('duplicates');
  const atInstitution = useSession().level === 'institution';
  const lines = compareSides(view.later, view.earlier);
  const causes = causesOf(view.kind as CaseKind);
  const shown = (field: keyof CaseSide, side: CaseSide) => {
    const value = side[field];
    if (field === 'className' && !side.mine) return <span className="case-soft">{t('pages.page.hidden')}</span>;
    if (value === null || value === '') return <span className="case-soft">{t('pages.page.none')}</span>;
    if (field === 'sex') return t(`pages.sex.${String(value)}`, { defaultValue: String(value) });
    if (field === 'birthOn') return formatDate(String(value));
    if (field === 'enteredAt') return formatInstant(String(value));
    if (field === 'state') return <ChildStateTag state={side.state as 'problem'} />;
    return String(value);
  };
  const head = (side: CaseSide, word: string) => (
    <th scope="col">
      {word}
      {side.mine && <em>{t(atInstitution ? 'pages.mine' : 'pages.mineOffice')}</em>}
    </th>
  );
  return (
    <section className="sheet flush case-compare">
      <table>
        <caption className="only-heard">{t('pages.page.compare')}</caption>
        <thead>
          <tr>
            <td />
            {head(view.later, t('pages.page.laterSide'))}
            {head(view.earlier, t('pages.page.earlierSide'))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ field, same }) => {
            const isCause = causes.includes(field);
            return (
              <tr key={field} className={isCause ? 'cause' : same ? undefined : 'differs'}>
                <th scope="row">
                  {t(`pages.field.${field}`)}
                  <span className="only-heard">{t(same ? 'pages.page.same' : 'pages.page.differs')}</span>
                </th>
                <td className="figure">{shown(field, view.later)}</td>
                <td className="figure">{shown(field, view.earlier)}</td>
              </tr>
            );
          })}
          <tr>
            <td />
            {[view.later, view.earlier].map((side, at) => (
              <td key={at === 0 ? 'later' : 'earlier'}>
                {side.mine && side.childId !== null && (
                  <GoLink to={paths.childOf(side.childId)}>{t('pages.page.openChild')}</GoLink>
                )}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="case-legend">
        {t('pages.page.legend')} {t('pages.page.masked')}
      </p>
    </section>
  );
}
