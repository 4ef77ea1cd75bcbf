import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeLimitOf } from '../class-plan.ts';
import { editClass, listClasses } from '../contract.ts';
import type { ClassView } from './class-view.ts';

type Props = { readonly schoolClass: ClassView; readonly onClose: () => void };

export function EditClassDialog({ schoolClass, onClose }: Props) {
  const { t } = useTranslation('classes');
  const { message } = App.useApp();
  const [name, setName] = useState(schoolClass.name);
  const [capacity, setCapacity] = useState(schoolClass.capacity);
  const [teacherName, setTeacherName] = useState(schoolClass.teacherName ?? '');
  const act = useAct(editClass, {
    refreshes: [listClasses],
    onDone: () => {
      message.success(t('pages.editDialog.saved'));
      onClose();
    },
  });
  const limit = sizeLimitOf(schoolClass.type);
  const missing = name.trim() === '';
  const save = () => {
    if (missing) return;
    const teacher = teacherName.trim();
    act.mutate({
      classId: schoolClass.id,
      name: name.trim(),
      capacity,
      teacherName: teacher === '' ? null : teacher,
    });
  };
  return (
    <Modal
      open
      width={460}
      title={t('pages.editDialog.title', { name: schoolClass.name })}
      okText={t('pages.editDialog.save')}
      cancelText={t('pages.createDialog.cancel')}
      okButtonProps={{ loading: act.isPending, disabled: missing }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={save}>
        <Form.Item
          label={t('pages.editDialog.name')}
          htmlFor="class-name"
          extra={t('pages.editDialog.code')}
          {...(missing ? { validateStatus: 'error' as const, help: t('pages.createDialog.nameMissing') } : {})}
        >
          <Input id="class-name" maxLength={30} value={name} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        <Form.Item
          label={t('pages.editDialog.capacity')}
          htmlFor="class-capacity"
          extra={
            limit === null ? t('pages.editDialog.capacityHelpNoLimit') : t('pages.editDialog.capacityHelp', { limit })
          }
        >
          <InputNumber id="class-capacity" min={1} max={80} precision={0} value={capacity} onChange={setCapacity} />
        </Form.Item>
        <Form.Item label={t('pages.editDialog.teacher')} htmlFor="class-teacher">
          <Input
            id="class-teacher"
            maxLength={36}
            value={teacherName}
            onChange={(event) => setTeacherName(event.target.value)}
          />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
      {act.error !== null && <ErrorState problem={act.error} small />}
    </Modal>
  );
}
