import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useTranslation } from 'react-i18next';
import { Annex2Figures } from './Annex2Figures.tsx';
import type { Annex2, Annex2Row } from './use-annex2.ts';

type Props = { readonly table: Annex2; readonly onOpen: (code: string) => void };

const columns = ['institutions', 'reported', 'share', 'reviewed', 'share', 'statistical', 'numbered', 'share'] as const;

/** The printed table: serial number, place, and eight figures. A click on a place opens its parts. */
export function Annex2Table({ table, onOpen }: Props) {
  const { t } = useTranslation('statistics');
  const single = table.step === 'institution';
  return (
    <div className="sheet flush annex2-frame">
      <table className={single ? 'annex2 of-institutions' : 'annex2'}>
        <caption className="only-heard">{t('annex2.printTitle', { place: table.division.name })}</caption>
        <thead>
          <tr>
            <th scope="col" className="serial">
              {t('annex2.serial')}
            </th>
            <th scope="col" className="place">
              {t(`annex2.step.${table.step}`)}
            </th>
            {columns.map((column, at) => (
              <th key={`${column}-${columns[at - 1] ?? ''}`} scope="col" className={column}>
                {t(`annex2.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={row.code}>
              <td className="serial">{index + 1}</td>
              <th scope="row" className="place">
                <Place row={row} single={single} onOpen={onOpen} />
              </th>
              <Annex2Figures row={row} single={single} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className="serial">{t('annex2.sum')}</td>
            <th scope="row" className="place">
              {t('annex2.total')}
            </th>
            <Annex2Figures row={table.total} single={false} division={table.division.code} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

type PlaceProps = { readonly row: Annex2Row; readonly single: boolean; readonly onOpen: (code: string) => void };

function Place({ row, single, onOpen }: PlaceProps) {
  if (single) return <GoLink to={paths.institution(Number(row.code))}>{row.name}</GoLink>;
  return (
    <button type="button" className="plain-link" onClick={() => onOpen(row.code)}>
      {row.name}
    </button>
  );
}
