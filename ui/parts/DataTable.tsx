import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../problem.ts';
import type { Paged } from '../use-paged-read.ts';
import { EmptyState } from './EmptyState.tsx';
import { ErrorState } from './ErrorState.tsx';
import { LoadingState } from './LoadingState.tsx';
import { SelectBox } from './SelectBox.tsx';
import './data-table.css';

export type Column<T> = {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: T) => ReactNode;
  /** `number`: right-aligned with digits of equal width. */
  readonly kind?: 'text' | 'number' | 'date';
  readonly width?: number | string;
  /** On a phone a row is a card: its `title`, a named line (default), or left out. */
  readonly phone?: 'title' | 'line' | 'hide';
};

export type Selection<Id> = {
  readonly chosen: ReadonlySet<Id>;
  readonly onChange: (chosen: ReadonlySet<Id>) => void;
};

type Props<T, Id> = {
  /** What the table shows, for those who hear the page. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rowId: (row: T) => Id;
  /** Either a page of a keyset read … */
  readonly paged?: Paged<T>;
  /** … or rows that are all there is. */
  readonly rows?: readonly T[];
  readonly isPending?: boolean;
  readonly problem?: Problem | null;
  readonly onRetry?: () => void;
  readonly onOpen?: (row: T) => void;
  readonly selection?: Selection<Id>;
  readonly isSelectable?: (row: T) => boolean;
  readonly empty?: ReactNode;
  /** A row of sums under the rows; its cells in the order of the columns. */
  readonly total?: readonly ReactNode[];
  readonly tone?: (row: T) => 'bad' | 'warn' | 'quiet' | null;
};

/**
 * A list. Arrow keys move between rows, Enter opens, Space chooses, Page Down and Page Up turn pages.
 * On a phone each row becomes a card.
 */
export function DataTable<T, Id extends string | number>(props: Props<T, Id>) {
  const { t } = useTranslation('ui');
  const body = useRef<HTMLTableSectionElement>(null);
  const { label, columns, rowId, paged, onOpen, selection } = props;
  const rows = props.rows ?? paged?.rows ?? [];
  const isPending = props.isPending ?? paged?.isPending ?? false;
  const problem = props.problem ?? paged?.problem ?? null;
  const onRetry = props.onRetry ?? paged?.retry;
  const selectable = (row: T): boolean => props.isSelectable?.(row) ?? true;

  if (problem !== null && rows.length === 0) {
    return <ErrorState problem={problem} {...(onRetry === undefined ? {} : { onRetry })} />;
  }
  if (isPending) return <LoadingState lines={8} />;
  if (rows.length === 0 && (paged?.page ?? 1) === 1) return props.empty ?? <EmptyState title={t('table.empty')} />;

  const choosable = rows.filter(selectable).map(rowId);
  const chosenHere = choosable.filter((id) => selection?.chosen.has(id));
  const toggle = (ids: readonly Id[], on: boolean) => {
    if (selection === undefined) return;
    const chosen = new Set(selection.chosen);
    for (const id of ids) {
      if (on) chosen.add(id);
      else chosen.delete(id);
    }
    selection.onChange(chosen);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, row: T) => {
    if (event.target !== event.currentTarget) return;
    const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      (event.currentTarget[step[event.key]] as HTMLElement | null)?.focus();
    } else if (event.key === 'Enter') onOpen?.(row);
    else if (event.key === ' ' && selection !== undefined && selectable(row)) {
      toggle([rowId(row)], !selection.chosen.has(rowId(row)));
    } else if (event.key === 'PageDown' && paged?.hasNext === true) turn(paged.goNext);
    else if (event.key === 'PageUp' && (paged?.page ?? 1) > 1) turn(paged!.goBack);
    else return;
    event.preventDefault();
  };
  const turn = (go: () => void) => {
    go();
    (body.current?.firstElementChild as HTMLElement | null)?.focus();
  };

  return (
    <>
      <div className={`table-frame${paged?.isFetching === true ? ' fetching' : ''}`}>
        <table className={`data-table${onOpen === undefined ? '' : ' opens'}`}>
          <caption className="only-heard">{label}</caption>
          <thead>
            <tr>
              {selection !== undefined && (
                <th className="choose">
                  <SelectBox
                    label={t('table.chooseAll')}
                    checked={chosenHere.length > 0 && chosenHere.length === choosable.length}
                    partly={chosenHere.length > 0 && chosenHere.length < choosable.length}
                    disabled={choosable.length === 0}
                    onChange={(on) => toggle(choosable, on)}
                  />
                </th>
              )}
              {columns.map((column) => (
                <th key={column.key} scope="col" className={column.kind ?? 'text'} style={{ width: column.width }}>
                  {column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, index) => {
              const id = rowId(row);
              const chosen = selection?.chosen.has(id) ?? false;
              return (
                <tr
                  key={id}
                  tabIndex={onOpen === undefined && selection === undefined ? undefined : index === 0 ? 0 : -1}
                  className={[chosen ? 'chosen' : '', props.tone?.(row) ?? ''].join(' ').trim() || undefined}
                  aria-selected={selection === undefined ? undefined : chosen}
                  onKeyDown={(event) => onKeyDown(event, row)}
                  onClick={(event) => {
                    const inside = (event.target as Element).closest('a, button, input, label');
                    if (inside === null && (window.getSelection()?.isCollapsed ?? true)) onOpen?.(row);
                  }}
                >
                  {selection !== undefined && (
                    <td className="choose">
                      <SelectBox
                        label={t('table.choose')}
                        checked={chosen}
                        disabled={!selectable(row)}
                        onChange={(on) => toggle([id], on)}
                      />
                    </td>
                  )}
                  {columns.map((column) => (
                    <td key={column.key} className={`${column.kind ?? 'text'} phone-${column.phone ?? 'line'}`}>
                      <span className="card-name" aria-hidden="true">
                        {column.head}
                      </span>
                      <span className="card-value">{column.cell(row)}</span>
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
          {props.total !== undefined && (
            <tfoot>
              <tr>
                {columns.map((column, at) => {
                  const cell = props.total?.[at];
                  const isEmpty = cell === undefined || cell === null || cell === '';
                  return (
                    <td
                      key={column.key}
                      className={`${column.kind ?? 'text'} phone-${isEmpty ? 'hide' : (column.phone ?? 'line')}`}
                    >
                      <span className="card-name" aria-hidden="true">
                        {column.head}
                      </span>
                      <span className="card-value">{cell}</span>
                    </td>
                  );
                })}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {problem !== null && <ErrorState problem={problem} small {...(onRetry === undefined ? {} : { onRetry })} />}
      {paged !== undefined && (paged.page > 1 || paged.hasNext) && (
        <nav className="table-foot" aria-label={t('table.pages')}>
          <button type="button" className="plain-button" disabled={paged.page === 1} onClick={paged.goBack}>
            {t('table.previous')}
          </button>
          <span className="figure">{t('table.page', { page: paged.page })}</span>
          <button type="button" className="plain-button" disabled={!paged.hasNext} onClick={paged.goNext}>
            {t('table.next')}
          </button>
        </nav>
      )}
    </>
  );
}
