import type { MatrixLine } from '../matrix.ts';
import { signed } from './MatrixTable.tsx';

type Props = { readonly lines: readonly MatrixLine[]; readonly nameOf: (code: string) => string };

/** What each region won (to the right) or lost (to the left); the figures say the same. */
export function NetBars({ lines, nameOf }: Props) {
  const widest = Math.max(1, ...lines.map(({ net }) => Math.abs(net)));
  const sorted = [...lines].sort((a, b) => b.net - a.net);
  return (
    <ul className="net-bars">
      {sorted.map(({ code, net }) => (
        <li key={code}>
          <span className="net-name">{nameOf(code)}</span>
          <span className="net-track" aria-hidden="true">
            <span
              className={net < 0 ? 'net-bar lost' : 'net-bar won'}
              style={{ width: `${(Math.abs(net) / widest) * 50}%` }}
            />
          </span>
          <span className="figure">{signed(net)}</span>
        </li>
      ))}
    </ul>
  );
}
