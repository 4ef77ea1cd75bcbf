import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

type Props = {
  /** An address of ui/paths. */
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly title?: string;
  readonly current?: boolean;
  readonly onGo?: () => void;
};

/** A link inside the application: opens without loading anew, and in a new tab when asked to. */
export function GoLink({ to, children, className, title, current, onGo }: Props) {
  const router = useRouter();
  const go = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(to);
    onGo?.();
  };
  const preload = () => {
    router.preloadRoute({ to: to.split('?')[0] } as never).catch(() => undefined);
  };
  return (
    <a
      href={to}
      onClick={go}
      onPointerEnter={preload}
      className={className}
      title={title}
      aria-current={current === true ? 'page' : undefined}
    >
      {children}
    </a>
  );
}
