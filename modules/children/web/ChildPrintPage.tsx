import { formatDate } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readChild } from '../contract.ts';
import { type FormField, formGroupKeys, formGroups } from '../form-fields.ts';
import { type ChildFile, FieldValue } from './ChildFacts.tsx';
import './child-print.css';

/** The child information form on one sheet of A4, for the guardian to check and sign. */
export function ChildPrintPage() {
  const { t } = useTranslation('children');
  const childId = usePathNumber('childId');
  const read = useRead(readChild, { childId });
  return (
    <>
      <div className="not-printed">
        <PageHeader
          title={t('pages.print.title')}
          back={{ to: paths.childOf(childId), word: t('pages.print.back') }}
          actions={
            <Button type="primary" disabled={read.data === undefined} onClick={() => window.print()}>
              {t('pages.print.button')}
            </Button>
          }
        />
      </div>
      {read.error !== null && <ErrorState problem={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <LoadingState lines={10} />}
      {read.data !== undefined && <InformationForm file={read.data} />}
    </>
  );
}

type Line = readonly [FormField, FormField | null];

/** Two fields a line; a wide one has a line of its own. */
const linesOf = (fields: readonly FormField[]): readonly Line[] => {
  const lines: Line[] = [];
  let waiting: FormField | null = null;
  for (const field of fields) {
    const wide = field.kind === 'place' || (field.kind === 'text' && field.wide === true);
    if (wide) {
      if (waiting !== null) lines.push([waiting, null]);
      waiting = null;
      lines.push([field, null]);
    } else if (waiting === null) waiting = field;
    else {
      lines.push([waiting, field]);
      waiting = null;
    }
  }
  if (waiting !== null) lines.push([waiting, null]);
  return lines;
};

function InformationForm({ file }: { readonly file: ChildFile }) {
  const { t } = useTranslation('children');
  const { child } = file;
  return (
    <article className="form-print">
      <h1>{t('pages.print.title')}</h1>
      <p className="form-print-head">
        <span>
          {t('pages.print.institution')}: {child.institutionName}
        </span>
        <span>
          {t('pages.print.number')}: {child.numberMasked ?? t('pages.child.noNumber')}
        </span>
        <span>
          {t('pages.print.printedOn')}: {formatDate(new Date().toISOString())}
        </span>
      </p>
      <table>
        <tbody>
          {formGroupKeys.map((group) =>
            linesOf(formGroups[group]).map(([left, right], at, lines) => (
              <tr key={left.column}>
                {at === 0 && (
                  <th scope="rowgroup" rowSpan={lines.length} className="form-print-group">
                    {t(`pages.group.${group}`)}
                  </th>
                )}
                <th scope="row">{t(`pages.field.${left.column}`)}</th>
                <td colSpan={right === null ? 3 : 1}>
                  <FieldValue field={left} file={file} />
                </td>
                {right !== null && (
                  <>
                    <th scope="row">{t(`pages.field.${right.column}`)}</th>
                    <td>
                      <FieldValue field={right} file={file} />
                    </td>
                  </>
                )}
              </tr>
            )),
          )}
        </tbody>
      </table>
      <p>{t('pages.print.masked')}</p>
      <p className="form-print-declaration">{t('pages.print.declaration')}</p>
      <dl className="form-print-signs">
        {(['guardianSign', 'collectorSign', 'principalSign'] as const).map((sign) => (
          <div key={sign}>
            <dt>{t(`pages.print.${sign}`)}</dt>
            <dd>{t('pages.print.datePattern')}</dd>
          </div>
        ))}
      </dl>
      <p className="form-print-foot">
        {t('pages.print.enteredBy')}: {child.enteredBy} {formatDate(child.enteredAt)} {t('pages.print.seal')}
      </p>
    </article>
  );
}
