import { LeaveGuard } from '@xueqian/ui/parts/LeaveGuard.tsx';
import { useTranslation } from 'react-i18next';

/** Asks before a section with unsaved changes is left. */
export function SectionLeaveGuard({ active }: { readonly active: boolean }) {
  const { t } = useTranslation('institutions');
  return (
    <LeaveGuard
      active={active}
      isAllowed={() => false}
      title={t('pages.basic.leave.title')}
      text={t('pages.basic.leave.text')}
      stayWord={t('pages.basic.leave.stay')}
      goWord={t('pages.basic.leave.go')}
    />
  );
}
