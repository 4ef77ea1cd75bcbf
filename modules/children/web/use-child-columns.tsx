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
      width: 64,
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
      // One above the other: with a resident number they are nearly the same, and the room goes to who is next.
      head: (
        <>
          <span className="child-list-line">{t('pages.list.column.identity')}</span>
          <span className="child-list-line">{t('pages.list.column.number')}</span>
        </>
      ),
      kind: 'date',
      width: 176,
      phone: 'hide',
      cell: (child) => (
        <>
          <span className="child-list-line">{child.identityMasked ?? soft(t('pages.blank'))}</span>
          <span className="child-list-line">{child.numberMasked ?? soft(t('pages.list.noNumber'))}</span>
        </>
      ),
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
      width: 200,
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
      width: 116,
      phone: 'hide',
      cell: (child) => (
        <>
          <span className="child-list-line">{child.enteredBy}</span>
          <span className="child-list-when figure">{formatDate(child.enteredAt)}</span>
        </>
      ),
    },
  ];
};
