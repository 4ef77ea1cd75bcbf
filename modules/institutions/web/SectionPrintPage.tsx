import { formatDate } from '@xueqian/ui/format.ts';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FiledSection } from '../section.ts';
import { readSection, type ShownVersion } from '../section-contract.ts';
import { fieldsOf, formFields, isTable, rowsOf } from '../section-fields.ts';
import { useFiledWords } from './use-filed-words.ts';
import { useSectionName } from './use-section-name.ts';
import './filed-section.css';

/** The form of a section in force, with the day and the office that confirmed it, and room for its stamp. */
export function SectionPrintPage() {
  const { t } = useTranslation('institutions');
  const section = useSectionName();
  return section === null ? <EmptyState title={t('section.unknown')} /> : <PrintedSection section={section} />;
}

function PrintedSection({ section }: { readonly section: FiledSection }) {
  const { t } = useTranslation('institutions');
  const { level } = useSession();
  const words = useFiledWords();
  const institutionId = usePathNumber('institutionId');
  const period = useAddress().query['period'] ?? '';
  const read = useRead(readSection, { institutionId, section, period });
  const back =
    level === 'institution' ? paths.mySection(section, period) : paths.sectionOf(institutionId, section, period);
  const inForce = read.data?.inForce ?? null;
  return (
    <>
      <div className="not-printed">
        <PageHeader
          title={words.titleOf(section, period)}
          back={{ to: back, word: words.nameOf(section) }}
          actions={
            <Button type="primary" disabled={inForce === null} onClick={() => window.print()}>
              {t('section.print.button')}
            </Button>
          }
        />
      </div>
      {read.error !== null && <ErrorState problem={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <LoadingState lines={10} />}
      {read.data !== undefined &&
        (inForce === null ? (
          <EmptyState title={t('section.notInForce.title')} hint={t('section.notInForce.hint')} />
        ) : (
          <article className="sheet">
            <h1>{t('section.print.title', { section: words.titleOf(section, period) })}</h1>
            <p className="print-head figure">
              <span>{t('section.print.institution', { name: read.data.name })}</span>
              <span>{t('section.print.code', { code: read.data.code })}</span>
            </p>
            <div className="print-scroll">
              {isTable(section) ? (
                <PrintedRows section={section} version={inForce} />
              ) : (
                <PrintedForm section={section} version={inForce} />
              )}
            </div>
            <PrintedFoot version={inForce} section={section} />
          </article>
        ))}
    </>
  );
}

type Part<S> = { readonly section: S; readonly version: ShownVersion };

function PrintedRows({ section, version }: Part<FiledSection>) {
  const words = useFiledWords();
  const fields = fieldsOf(section);
  return (
    <table className="print-table">
      <thead>
        <tr>
          {fields.map((field) => (
            <th key={field.name} scope="col">
              {words.fieldOf(section, field)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf(section, version.fields).map((row, at) => (
          <tr key={String(row['key'] ?? row['code'] ?? at)}>
            {fields.map((field) => (
              <td key={field.name} className={['area', 'count'].includes(field.kind) ? 'number' : undefined}>
                {words.valueOf(section, field, row[field.name])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PrintedForm({ section, version }: Part<'conditions' | 'finance'>) {
  const { t } = useTranslation('institutions');
  const words = useFiledWords();
  const row = rowsOf(section, version.fields)[0] ?? {};
  return (
    <table className="print-table">
      <tbody>
        {Object.entries(formFields[section]).flatMap(([group, list]) =>
          list.map((field, at) => (
            <tr key={field.name}>
              {at === 0 && (
                <th scope="rowgroup" rowSpan={list.length}>
                  {t(`section.groups.${group}`)}
                </th>
              )}
              <th scope="row">{words.fieldOf(section, field)}</th>
              <td className="number">{words.valueOf(section, field, row[field.name])}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

function PrintedFoot({ section, version }: Part<FiledSection>) {
  const { t } = useTranslation('institutions');
  const on = (person: ShownVersion['entered']) => ({ name: person?.name ?? '', on: formatDate(person?.at) });
  return (
    <div className="print-foot">
      <div className="print-stamp">
        <p>{t('section.print.entered', on(version.entered))}</p>
        <p>{t('section.print.confirmed', on(version.confirmed))}</p>
        <p>{t('section.print.seal')}</p>
      </div>
      <div className="print-stamp">
        <p>{t(`section.print.office.${section === 'finance' || section === 'classes' ? section : 'other'}`)}</p>
        <p>{version.reviewOffice}</p>
        <p>{t('section.print.reviewed', on(version.reviewed))}</p>
        <p>{t('section.print.seal')}</p>
      </div>
    </div>
  );
}
