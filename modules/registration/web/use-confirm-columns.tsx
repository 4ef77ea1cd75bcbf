import { formatDate } from '@xueqian/ui/format.ts';
import type { Column } from '@xueqian/ui/parts/DataTable.tsx';
import { useTranslation } from 'react-i18next';
import type { ChildRow } from '../../children/contract.ts';

/** The columns of the children waiting for the principal; those entered by the principal are marked. */
export const useConfirmColumns = (
  personName: string,
  onLook: (child: ChildRow) => void,
  withClass: boolean,
): readonly Column<ChildRow>[] => {
  const { t } = useTranslation('registration');
  const columns: (Column<ChildRow> | null)[] = [
    {
      key: 'name',
      head: t('pages.confirm.column.name'),
      width: 110,
      phone: 'title',
      cell: (child) => (
        <button type="button" className="confirm-name" onClick={() => onLook(child)}>
          {child.name}
        </button>
      ),
    },
    {
      key: 'sex',
      head: t('pages.confirm.column.sex'),
      width: 56,
      cell: (child) => t(`pages.confirm.sex.${child.sex}`, { defaultValue: child.sex }),
    },
    {
      key: 'birthOn',
      head: t('pages.confirm.column.birthOn'),
      kind: 'date',
      width: 108,
      cell: (child) => formatDate(child.birthOn),
    },
    {
      key: 'identity',
      head: t('pages.confirm.column.identity'),
      kind: 'date',
      width: 165,
      cell: (child) => child.identityMasked ?? '—',
    },
    withClass
      ? {
          key: 'className',
          head: t('pages.confirm.column.className'),
          width: 90,
          cell: (child) => child.className ?? '—',
        }
      : null,
    {
      key: 'entered',
      head: t('pages.confirm.column.enteredBy'),
      cell: (child) => (
        <span className="confirm-entered">
          {child.enteredBy} <span className="confirm-soft figure">{formatDate(child.enteredAt)}</span>
        </span>
      ),
    },
    {
      key: 'note',
      head: t('pages.confirm.column.note'),
      cell: (child) =>
        child.enteredBy === personName ? (
          <span className="confirm-warn">{t('pages.confirm.ownEntry')}</span>
        ) : child.returnReason === null ? (
          ''
        ) : (
          <span className="confirm-soft">{t('pages.confirm.returnedBefore')}</span>
        ),
    },
  ];
  return columns.filter((column) => column !== null);
};
