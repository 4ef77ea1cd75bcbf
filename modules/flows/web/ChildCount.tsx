import { Figure } from '@xueqian/ui/parts/Figure.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';

type Props = {
  readonly value: number;
  readonly kind: string;
  /** Whose children: an institution or a division; neither: my own. */
  readonly at: { readonly division?: string; readonly institutionId?: number };
  /** Whether the children behind this figure can be listed. */
  readonly listed: boolean;
  readonly period?: string;
};

/** A figure that leads to the children behind it, for those who may see them. */
export function ChildCount({ value, kind, at, listed, period }: Props) {
  const mayList = useMay('flows.list');
  if (!mayList || !listed || value === 0) return <Figure value={value} />;
  return (
    <GoLink to={paths.flowChildren({ kind, ...at, ...(period === undefined ? {} : { period }) })}>
      <Figure value={value} />
    </GoLink>
  );
}
