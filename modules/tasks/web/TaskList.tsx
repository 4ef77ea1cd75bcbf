import { formatNumber } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { useTranslation } from 'react-i18next';
import type { TaskKind } from '../contract.ts';
import { taskPaths } from './task-paths.ts';
import './task-list.css';

type Props = {
  readonly tasks: readonly { readonly kind: TaskKind; readonly count: number }[];
  readonly onGo?: () => void;
};

/** What waits, each line leading to where it is done. */
export function TaskList({ tasks, onGo }: Props) {
  const { t } = useTranslation('tasks');
  return (
    <ul className="task-list">
      {tasks.map((task) => (
        <li key={task.kind}>
          <GoLink to={taskPaths[task.kind]} {...(onGo === undefined ? {} : { onGo })}>
            <span>{t(`kinds.${task.kind}`)}</span>
            <strong className="figure">{formatNumber(task.count)}</strong>
          </GoLink>
        </li>
      ))}
    </ul>
  );
}
