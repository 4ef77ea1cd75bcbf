import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly active: boolean;
  /** What was typed is kept as a draft. */
  readonly keepsDraft: boolean;
  /** Asked at the moment of leaving: a save has just been done. */
  readonly isAllowed: () => boolean;
};

/** Asks before a page with unsaved input is left. */
export function LeaveGuard({ active, keepsDraft, isAllowed }: Props) {
  const { t } = useTranslation('children');
  const blocker = useBlocker({
    shouldBlockFn: () => active && !isAllowed(),
    enableBeforeUnload: () => active && !isAllowed(),
    withResolver: true,
  });
  return (
    <Modal
      open={blocker.status === 'blocked'}
      width={420}
      title={t('pages.form.leave.title')}
      okText={t('pages.form.leave.stay')}
      cancelText={t('pages.form.leave.go')}
      onOk={() => blocker.reset?.()}
      onCancel={() => blocker.reset?.()}
      cancelButtonProps={{ onClick: () => blocker.proceed?.() }}
    >
      <p>{t(keepsDraft ? 'pages.form.leave.text' : 'pages.form.leave.textEdit')}</p>
    </Modal>
  );
}
