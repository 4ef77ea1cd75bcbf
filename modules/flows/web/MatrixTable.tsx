import { formatNumber } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { Matrix } from '../matrix.ts';

type Props = { readonly matrix: Matrix; readonly nameOf: (code: string) => string };

/** Five shades: what is twenty times smaller is still told from nothing. */
const shadeOf = (children: number, largest: number): number =>
  children === 0 || largest === 0 ? 0 : Math.max(1, Math.ceil(5 * Math.sqrt(children / largest)));

/** From the rows to the columns, with sums and what each region won or lost; the darker the more children. */
export function MatrixTable({ matrix, nameOf }: Props) {
  const { t } = useTranslation('flows');
  const { lines, largest } = matrix;
  const all = lines.reduce((sum, { gone }) => sum + gone, 0);
  return (
    <table className="flows-matrix figure">
      <caption className="only-heard">{t('matrix.label')}</caption>
      <thead>
        <tr>
          <th scope="col" className="corner">
            {t('fromTo')}
          </th>
          {lines.map(({ code }) => (
            <th key={code} scope="col">
              {nameOf(code)}
            </th>
          ))}
          <th scope="col" className="sum">
            {t('gone')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.code}>
            <th scope="row">{nameOf(line.code)}</th>
            {line.cells.map((children, at) => {
              const to = lines[at]?.code ?? '';
              return (
                <td
                  key={to}
                  className={to === line.code ? 'own' : `shade-${shadeOf(children, largest)}`}
                  title={
                    children === 0
                      ? undefined
                      : t('matrix.cell', { from: nameOf(line.code), to: nameOf(to), children: formatNumber(children) })
                  }
                >
                  {children === 0 ? '' : formatNumber(children)}
                </td>
              );
            })}
            <td className="sum">{formatNumber(line.gone)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('came')}</th>
          {lines.map((line) => (
            <td key={line.code}>{formatNumber(line.came)}</td>
          ))}
          <td className="sum">{formatNumber(all)}</td>
        </tr>
        <tr>
          <th scope="row">{t('net')}</th>
          {lines.map((line) => (
            <td key={line.code} className={line.net < 0 ? 'lost' : ''}>
              {signed(line.net)}
            </td>
          ))}
          <td className="sum" />
        </tr>
      </tfoot>
    </table>
  );
}

/** With a sign; the minus as wide as a digit. */
export const signed = (net: number): string =>
  net === 0 ? '0' : `${net > 0 ? '+' : '−'}${formatNumber(Math.abs(net))}`;
