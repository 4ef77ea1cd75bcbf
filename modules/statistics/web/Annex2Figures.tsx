import { Figure } from '@xueqian/ui/parts/Figure.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PercentBar } from '@xueqian/ui/parts/PercentBar.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { OverHint } from './OverHint.tsx';
import type { Annex2Row } from './use-annex2.ts';

type Props = {
  readonly row: Annex2Row;
  /** The row is one institution, its code the institution's id. */
  readonly single: boolean;
  /** The division whose figures these are, when it is not the row's own code (the row of sums). */
  readonly division?: string;
};

/** The eight figures of a row; a count leads to the list it counts. */
export function Annex2Figures({ row, single, division }: Props) {
  const mayReadChildren = useMay('children.read');
  const place = division ?? row.code;
  const institutions = (basicState?: string): string | null =>
    single
      ? null
      : paths.institutions(basicState === undefined ? { division: place } : { division: place, basicState });
  const numbered = !mayReadChildren
    ? null
    : single
      ? paths.children({ institutionId: Number(row.code), state: 'numbered' })
      : paths.children({ division: place, state: 'numbered' });
  return (
    <>
      <Cell value={row.institutions} to={institutions()} />
      <Cell value={row.reported} to={institutions('reported')} />
      <td className="share">
        <PercentBar percent={row.reportedPercent} />
      </td>
      <Cell value={row.reviewed} to={institutions('approved')} />
      <td className="share">
        <PercentBar percent={row.reviewedPercent} />
      </td>
      <Cell value={row.statistical} to={institutions()} />
      <Cell value={row.numbered} to={numbered} />
      <td className="share">
        <PercentBar percent={row.numberedPercent} overHint={<OverHint />} />
      </td>
    </>
  );
}

function Cell({ value, to }: { readonly value: number | null; readonly to: string | null }) {
  return (
    <td className="count">
      {to === null || value === null || value === 0 ? (
        <Figure value={value} />
      ) : (
        <GoLink to={to}>
          <Figure value={value} />
        </GoLink>
      )}
    </td>
  );
}
