import { formatInstant } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useTranslation } from 'react-i18next';
import type { ChildFile } from './ChildFacts.tsx';

/** The recorded actions, newest first. */
export function ChildHistory({ file }: { readonly file: ChildFile }) {
  const { t } = useTranslation('children');
  return (
    <section className="sheet">
      <h2>{t('pages.child.history')}</h2>
      <ol className="history">
        {file.actions.toReversed().map((action) => (
          <li
            key={`${action.at}-${action.action}`}
            className={/returned|opened|deleted/.test(action.action) ? 'bad' : undefined}
          >
            <strong>{t(`pages.child.action.${action.action}`, t('pages.child.action.other'))}</strong>
            <time dateTime={action.at} className="figure">
              {formatInstant(action.at)}
            </time>
            <span>{t('pages.child.by', { person: action.personName, office: action.officeName })}</span>
            {action.reason !== null && <p>{t('pages.child.reason', { reason: action.reason })}</p>}
          </li>
        ))}
      </ol>
      <GoLink to={paths.childStory(file.child.id)}>{t('pages.story.open')}</GoLink>
    </section>
  );
}
