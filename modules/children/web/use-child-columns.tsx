import { formatDate } from '@xueqian/ui/format.ts';
import type { Column } from '@xueqian/ui/parts/DataTable.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useTranslation } from 'react-i18next';
import type { ChildRow } from '../contract.ts';

/** The columns of a list of children. */
export const useChildColumns = (): readonly Column<ChildRow>[] => {
  const { t } = useTranslation('children');
  const soft = (word: string) => <span className="child-list-soft">{word}</span>;
  return [
    {
      key: 'name',
      head: t('pages.list.column.name'),
      phone: 'title',
      width: 110,
      cell: (child) => <GoLink to={paths.childOf(child.id)}>{child.name}</GoLink>,
    },
    {
      key: 'sex',
      head: t('pages.list.column.sex'),
      width: 56,
      cell: (child) => t(`pages.sex.${child.sex}`, { defaultValue: child.sex }),
    },
    {
      key: 'birthOn',
      head: t('pages.list.column.birthOn'),
      kind: 'date',
      width: 108,
      cell: (child) => formatDate(child.birthOn),
    },
    {
      key: 'identity',
      head: t('pages.list.column.identity'),
      kind: 'date',
      width: 170,
      phone: 'hide',
      cell: (child) => child.identityMasked ?? soft(t('pages.blank')),
    },
    {
      key: 'number',
      head: t('pages.list.column.number'),
      kind: 'date',
      width: 180,
      phone: 'hide',
      cell: (child) => child.numberMasked ?? soft(t('pages.list.noNumber')),
    },
    {
      key: 'className',
      head: t('pages.list.column.className'),
      width: 100,
      cell: (child) => child.className ?? soft(t('pages.list.noClass')),
    },
    {
      key: 'state',
      head: t('pages.list.column.state'),
      width: 130,
      cell: (child) => <ChildStateTag state={child.state} next={child.next} />,
    },
    {
      key: 'next',
      head: t('pages.list.column.next'),
      cell: (child) => (
        <>
          {child.next === 'none' ? soft(t('pages.next.none')) : t(`pages.next.${child.next}`)}
          {child.returnReason !== null && (
            <small className="child-list-reason">{t('pages.list.returnReason', { reason: child.returnReason })}</small>
          )}
        </>
      ),
    },
    {
      key: 'entered',
      head: t('pages.list.column.entered'),
      width: 180,
      phone: 'hide',
      cell: (child) => (
        <>
          {child.enteredBy}
          <span className="child-list-when figure">{formatDate(child.enteredAt)}</span>
        </>
      ),
    },
  ];
};
