import type { Column } from '@xueqian/ui/parts/DataTable.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';

type Reviewed = { readonly name: string; readonly code: string; readonly first: boolean };

/** What every list of reviews says of a row: which institution, and whether it is filed for the first time. */
export const useReviewColumns = <Row extends Reviewed>(
  pathOf: (row: Row) => string,
): { readonly institution: Column<Row>; readonly kind: Column<Row> } => {
  const { t } = useTranslation('institutions');
  return {
    institution: {
      key: 'name',
      head: t('list.name'),
      phone: 'title',
      cell: (row) => (
        <span className="name-and-code">
          <GoLink to={pathOf(row)}>{row.name}</GoLink>
          <small className="figure">{row.code}</small>
        </span>
      ),
    },
    kind: {
      key: 'first',
      head: t('reviews.kind'),
      width: 150,
      cell: (row) => (
        <Tag
          tone={row.first ? 'calm' : 'quiet'}
          icon={row.first ? 'form' : 'pencil'}
          word={t(row.first ? 'reviews.first' : 'reviews.change')}
        />
      ),
    },
  };
};
