import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { excessOf, limitOf } from '../class-plan.ts';
import type { ClassView } from './ClassesPage.tsx';
import { SizeBar } from './SizeBar.tsx';

type Props = {
  readonly classes: readonly ClassView[];
  readonly mayEdit: boolean;
  readonly onEdit: (schoolClass: ClassView) => void;
  readonly onDelete: (schoolClass: ClassView) => void;
};

export function ClassTable({ classes, mayEdit, onEdit, onDelete }: Props) {
  const { t } = useTranslation('classes');
  const columns: TableColumnsType<ClassView> = [
    {
      key: 'name',
      title: t('pages.column.name'),
      width: 150,
      render: (_, one) => (
        <GoLink to={paths.myChildren({ classId: one.id })} title={t('pages.showChildren')}>
          {one.name}
        </GoLink>
      ),
    },
    { key: 'code', title: t('pages.column.code'), dataIndex: 'code', width: 170, className: 'figure' },
    {
      key: 'size',
      title: t('pages.column.size'),
      width: 260,
      render: (_, one) => <SizeBar children={one.children} limit={limitOf(one)} excess={excessOf(one)} />,
    },
    {
      key: 'waiting',
      title: t('pages.column.waiting'),
      width: 110,
      align: 'right',
      render: (_, one) =>
        one.waitingForPrincipal === 0 ? (
          <span className="classes-soft">0</span>
        ) : (
          <GoLink to={paths.myChildren({ classId: one.id, state: 'entered' })} className="figure">
            {one.waitingForPrincipal}
          </GoLink>
        ),
    },
    {
      key: 'teacher',
      title: t('pages.column.teacher'),
      render: (_, one) => one.teacherName ?? <span className="classes-soft">{t('pages.noTeacher')}</span>,
    },
  ];
  if (mayEdit) {
    columns.push({
      key: 'actions',
      title: t('pages.column.actions'),
      width: 130,
      render: (_, one) => (
        <span className="classes-actions">
          <Button type="link" size="small" onClick={() => onEdit(one)}>
            {t('pages.edit')}
          </Button>
          <Button type="link" size="small" danger onClick={() => onDelete(one)}>
            {t('pages.remove')}
          </Button>
        </span>
      ),
    });
  }
  return (
    <Table<ClassView>
      size="small"
      rowKey="id"
      dataSource={[...classes]}
      columns={columns}
      pagination={false}
      scroll={{ x: 820 }}
    />
  );
}
