import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LanguageSwitch } from '@xueqian/ui/parts/LanguageSwitch.tsx';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly navOpen: boolean;
  readonly onOpenNav: () => void;
  readonly onSignOut: () => void;
  /** What waits for this person. */
  readonly bell: ReactNode;
};

export function TopBar({ navOpen, onOpenNav, onSignOut, bell }: Props) {
  const { t } = useTranslation('ui');
  const session = useSession();
  return (
    <header className="shell-top">
      <button
        type="button"
        className="shell-menu"
        aria-label={t('shell.openNav')}
        aria-expanded={navOpen}
        aria-controls="nav"
        onClick={onOpenNav}
      >
        <SmallIcon name="menu" size={20} />
      </button>
      <GoLink to={paths.home} className="shell-brand" title={t('system.name')}>
        <img src="/favicon.svg" alt="" width="26" height="26" />
        <span className="shell-system">{t('system.name')}</span>
      </GoLink>
      <div className="shell-office">
        <span className="shell-level">{t(`levels.${session.level}`)}</span>
        <span className="shell-office-name">{session.officeName}</span>
      </div>
      <div className="shell-person" title={session.login}>
        <SmallIcon name="person" size={16} />
        <span className="only-heard">{t('shell.person')}</span>
        <span>{session.personName}</span>
        <span className="shell-role">{t(`roles.${session.role}`)}</span>
      </div>
      {bell}
      <LanguageSwitch className="shell-button" />
      <button type="button" className="shell-button" onClick={onSignOut}>
        {t('shell.signOut')}
      </button>
    </header>
  );
}
