import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useTranslation } from 'react-i18next';
import type { Answer, ChecklistItem } from '../inspection.ts';
import type { readInspection } from '../inspection-contract.ts';
import { ChoiceTag } from './InspectionTag.tsx';
import { Papers } from './Papers.tsx';
import { RectificationTag } from './RectificationTag.tsx';

type Inspection = OutputOf<typeof readInspection>;
type Line = ChecklistItem & { readonly answer: Answer | undefined };

/** The record as it is read and printed: checklist, answers, conclusion, signatures; beside it photos and notices. */
export function InspectionRecord({ inspection }: { readonly inspection: Inspection }) {
  const { t } = useTranslation('supervision');
  const columns: readonly Column<Line>[] = [
    { key: 'code', head: t('inspection.list.code'), width: 60, cell: (line) => line.code },
    { key: 'words', head: t('inspection.list.words'), phone: 'title', cell: (line) => line.words },
    {
      key: 'article',
      head: t('inspection.record.article'),
      width: 230,
      phone: 'hide',
      cell: (line) => <small>{line.article}</small>,
    },
    {
      key: 'choice',
      head: t('inspection.record.choice'),
      width: 110,
      cell: (line) => <ChoiceTag choice={line.answer?.choice ?? 'not-looked'} />,
    },
    { key: 'note', head: t('inspection.form.note'), width: 240, cell: (line) => line.answer?.note ?? '' },
  ];
  const lines = inspection.items.map((item) => ({
    ...item,
    answer: inspection.answers.find(({ code }) => code === item.code),
  }));
  const signature = (signed: Inspection['signed']) =>
    signed === null
      ? t('inspection.record.notSigned')
      : t('inspection.record.signedAs', { name: signed.name, at: formatInstant(signed.at) });
  return (
    <>
      <article className="sheet inspection-record">
        <h1>{t('inspection.record.printTitle')}</h1>
        <p className="rectification-number figure">{t('inspection.record.number', { id: inspection.id })}</p>
        <dl className="facts">
          <Fact word={t('inspection.columns.institution')} value={inspection.institutionName} />
          <Fact word={t('inspection.record.code')} value={inspection.institutionCode} />
          <Fact word={t('inspection.form.day')} value={inspection.inspectedOn ?? '—'} />
          <Fact word={t('inspection.form.inspectors')} value={inspection.inspectors} />
          <Fact word={t('inspection.record.office')} value={inspection.officeName} />
          <Fact
            word={t('inspection.columns.found')}
            value={`${inspection.found} ${t('inspection.heavyCount', { n: inspection.heavy })}`}
          />
        </dl>
        <DataTable label={t('inspection.form.items')} columns={columns} rows={lines} rowId={(line) => line.code} />
        <h2>{t('inspection.record.conclusion')}</h2>
        <p className="inspection-text">{inspection.conclusion || t('inspection.record.none')}</p>
        {inspection.known !== null && inspection.unsignedNote === null && (
          <>
            <h2>{t('inspection.record.objection')}</h2>
            <p className="inspection-text">{inspection.objection ?? t('inspection.record.noObjection')}</p>
          </>
        )}
        <dl className="inspection-signatures">
          <Fact word={t('inspection.record.inspectorsSign')} value={signature(inspection.signed)} />
          <Fact
            word={t('inspection.record.principalSign')}
            value={
              inspection.unsignedNote === null
                ? signature(inspection.known)
                : t('inspection.record.unsigned', {
                    ...{ how: inspection.unsignedNote, name: inspection.known?.name ?? '' },
                    at: formatInstant(inspection.known?.at ?? null),
                  })
            }
          />
        </dl>
      </article>
      <section className="sheet not-printed">
        <h2>{t('inspection.form.photos')}</h2>
        <Papers
          kind="inspection"
          recordId={inspection.id}
          papers={inspection.photos}
          isOpen={false}
          onAdded={() => undefined}
          words={{ none: t('inspection.form.noPhotos'), add: t('inspection.form.addPhoto') }}
        />
        {inspection.rectifications.length > 0 && (
          <>
            <h2>{t('inspection.record.notices')}</h2>
            <ul className="found-lines">
              {inspection.rectifications.map(({ id, state }) => (
                <li key={id}>
                  <GoLink to={paths.rectification(id)}>{t('inspection.record.notice', { id })}</GoLink>{' '}
                  <RectificationTag state={state} isOverdue={false} />
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </>
  );
}

function Fact({ word, value }: { readonly word: string; readonly value: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </div>
  );
}
