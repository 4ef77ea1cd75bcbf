import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { excessOf, limitOf } from '../class-plan.ts';
import type { ClassView } from './class-view.ts';
import { SizeBar } from './SizeBar.tsx';

type Props = {
  readonly label: string;
  readonly classes: readonly ClassView[];
  readonly mayEdit: boolean;
  readonly onEdit: (schoolClass: ClassView) => void;
  readonly onDelete: (schoolClass: ClassView) => void;
};

export function ClassTable({ label, classes, mayEdit, onEdit, onDelete }: Props) {
  const { t } = useTranslation('classes');
  const columns: Column<ClassView>[] = [
    {
      key: 'name',
      head: t('pages.column.name'),
      width: 150,
      phone: 'title',
      cell: (one) => (
        <GoLink to={paths.myChildren({ classId: one.id })} title={t('pages.showChildren')}>
          {one.name}
        </GoLink>
      ),
    },
    {
      key: 'size',
      head: t('pages.column.size'),
      width: 290,
      cell: (one) => <SizeBar children={one.children} limit={limitOf(one)} excess={excessOf(one)} />,
    },
    {
      key: 'waiting',
      head: t('pages.column.waiting'),
      kind: 'number',
      width: 120,
      cell: (one) =>
        one.waitingForPrincipal === 0 ? (
          <span className="classes-soft">0</span>
        ) : (
          <GoLink to={paths.myChildren({ classId: one.id, state: 'entered' })}>{one.waitingForPrincipal}</GoLink>
        ),
    },
    {
      key: 'teacher',
      head: t('pages.column.teacher'),
      cell: (one) => one.teacherName ?? <span className="classes-soft">{t('pages.noTeacher')}</span>,
    },
    {
      key: 'code',
      head: t('pages.column.code'),
      width: 180,
      cell: (one) => <span className="figure">{one.code}</span>,
    },
  ];
  if (mayEdit) {
    columns.push({
      key: 'actions',
      head: t('pages.column.actions'),
      width: 140,
      cell: (one) => (
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
  return <DataTable label={label} columns={columns} rowId={(one) => one.id} rows={classes} />;
}
