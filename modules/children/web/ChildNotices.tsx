import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useTranslation } from 'react-i18next';
import type { ChildFile } from './ChildFacts.tsx';

/** What stands in the way: why it was returned, and the open problem cases. */
export function ChildNotices({ file }: { readonly file: ChildFile }) {
  const { t } = useTranslation('children');
  const { child, cases } = file;
  const first = cases[0];
  return (
    <>
      {child.returnReason !== null && (
        <p className="child-notice">
          <SmallIcon name="back" size={16} />
          {t('pages.child.returned', { reason: child.returnReason })}
        </p>
      )}
      {first !== undefined && (
        <p className="child-notice">
          <SmallIcon name="alert" size={16} />
          {t('pages.child.cases', { count: cases.length })}
          <GoLink to={paths.caseOf(first.caseId)}>{t('pages.child.toCase')}</GoLink>
        </p>
      )}
    </>
  );
}
