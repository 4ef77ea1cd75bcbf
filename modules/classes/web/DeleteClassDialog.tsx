import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { deleteClass, listClasses } from '../contract.ts';
import type { ClassView } from './class-view.ts';

type Props = { readonly schoolClass: ClassView; readonly onClose: () => void };

/** Deletes a class without children; one with children: says why not and where to go. */
export function DeleteClassDialog({ schoolClass, onClose }: Props) {
  const { t } = useTranslation('classes');
  const { message } = App.useApp();
  const { id, name, children } = schoolClass;
  const act = useAct(deleteClass, {
    refreshes: [listClasses],
    onDone: () => {
      message.success(t('pages.deleteDialog.done', { name }));
      onClose();
    },
  });
  const hasChildren = children > 0;
  return (
    <Modal
      open
      width={460}
      title={t(hasChildren ? 'pages.deleteDialog.cannotTitle' : 'pages.deleteDialog.title', { name })}
      onCancel={onClose}
      footer={
        hasChildren ? (
          <Button onClick={onClose}>{t('pages.deleteDialog.close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('pages.createDialog.cancel')}</Button>
            <Button type="primary" danger loading={act.isPending} onClick={() => act.mutate({ classId: id })}>
              {t('pages.deleteDialog.confirm')}
            </Button>
          </>
        )
      }
    >
      <p>{t(hasChildren ? 'pages.deleteDialog.cannotText' : 'pages.deleteDialog.text', { children })}</p>
      {hasChildren && (
        <p>
          <GoLink to={paths.myChildren({ classId: id })}>{t('pages.deleteDialog.toChildren')}</GoLink>
        </p>
      )}
      {act.error !== null && <ErrorState problem={act.error} small />}
    </Modal>
  );
}
