import { useBlocker } from '@tanstack/react-router';
import { Button, Modal } from 'antd';

type Props = {
  readonly active: boolean;
  /** Asked at the moment of leaving: a save has just been done. */
  readonly isAllowed: () => boolean;
  readonly title: string;
  /** What becomes of what was typed. */
  readonly text: string;
  readonly stayWord: string;
  readonly goWord: string;
};

/** Asks before a page with unsaved input is left. */
export function LeaveGuard({ active, isAllowed, title, text, stayWord, goWord }: Props) {
  const blocker = useBlocker({
    shouldBlockFn: () => active && !isAllowed(),
    enableBeforeUnload: () => active && !isAllowed(),
    withResolver: true,
  });
  return (
    <Modal
      open={blocker.status === 'blocked'}
      width={420}
      title={title}
      onCancel={() => blocker.reset?.()}
      footer={
        <>
          <Button onClick={() => blocker.proceed?.()}>{goWord}</Button>
          <Button type="primary" onClick={() => blocker.reset?.()}>
            {stayWord}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Modal>
  );
}
