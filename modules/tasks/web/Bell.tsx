import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TaskList } from './TaskList.tsx';
import { useTasks } from './use-tasks.ts';
import './bell.css';

/** The number on the bell: beyond this it only says that there are many. */
const most = 999;

/** What waits for me. Asked again at each page and each minute; Escape and a click outside close the list. */
export function Bell({ pathname }: { readonly pathname: string }) {
  const { t } = useTranslation(['tasks', 'ui']);
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const read = useTasks();
  const refetch = useRef(read.refetch);
  refetch.current = read.refetch;
  useEffect(() => {
    setOpen(false);
    if (pathname !== '') void refetch.current();
  }, [pathname]);
  useEffect(() => {
    if (!open) return;
    const leave = (event: Event): void => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open]);
  const tasks = read.tasks ?? [];
  const sum = tasks.reduce((total, task) => total + task.count, 0);
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      setOpen(false);
      button.current?.focus();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...(frame.current?.querySelectorAll<HTMLElement>('.bell-list a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const step = event.key === 'ArrowDown' ? at + 1 : (at < 0 ? links.length : at) - 1;
    links.at(step % Math.max(links.length, 1))?.focus();
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the button and the links inside
    <div className="bell" ref={frame} onKeyDown={move}>
      <button
        ref={button}
        type="button"
        className="shell-button bell-button"
        aria-expanded={open}
        aria-controls="bell-list"
        aria-label={sum === 0 ? t('bell') : t('bellCount', { n: sum })}
        onClick={() => setOpen(!open)}
      >
        <SmallIcon name="bell" size={18} />
        {sum > 0 && <span className="bell-count figure">{sum > most ? `${most}+` : sum}</span>}
      </button>
      {open && (
        <div className="bell-list" id="bell-list">
          {tasks.length === 0 ? <p>{t('nothing')}</p> : <TaskList tasks={tasks} onGo={() => setOpen(false)} />}
        </div>
      )}
    </div>
  );
}
