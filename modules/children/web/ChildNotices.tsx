import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useTranslation } from 'react-i18next';
import { deferredFor } from '../deferred-for.ts';
import { isPresent } from '../life.ts';
import type { ChildFile } from './ChildFacts.tsx';

/** What stands in the way: why it was returned, the open problem cases; a deferral of school entry; and who can ask for it back where its institution has closed. */
export function ChildNotices({ file }: { readonly file: ChildFile }) {
  const { t } = useTranslation('children');
  const { child, cases, isOfClosed } = file;
  const first = cases[0];
  const deferred = isPresent[child.state] ? deferredFor(file.actions) : null;
  return (
    <>
      {child.returnReason !== null && (
        <NoticeLine tone="bad" icon="back">
          {t('pages.child.returned', { reason: child.returnReason })}
        </NoticeLine>
      )}
      {isOfClosed && (child.state === 'left' || child.state === 'cancelled') && (
        <NoticeLine tone="quiet">{t(`pages.child.goneFromClosed.${child.state}`)}</NoticeLine>
      )}
      {deferred !== null && (
        <NoticeLine tone="quiet">{t('pages.child.deferred', { year: deferred, next: deferred + 1 })}</NoticeLine>
      )}
      {first !== undefined && (
        <NoticeLine tone="bad">
          {t('pages.child.cases', { count: cases.length })}{' '}
          <GoLink to={paths.caseOf(first.caseId)}>{t('pages.child.toCase')}</GoLink>
        </NoticeLine>
      )}
    </>
  );
}
