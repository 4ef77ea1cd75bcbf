import type { OutputOf } from '@xueqian/kernel/route.ts';
import { schoolYearOf } from '@xueqian/kernel/school-year.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { today } from '@xueqian/ui/today.ts';
import { useAddress, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readChildHistory } from '../history-contract.ts';
import { FileAsOf } from './FileAsOf.tsx';
import { StoryEntry } from './StoryEntry.tsx';
import './child-page.css';
import './child-story.css';

type Story = OutputOf<typeof readChildHistory>;
type Stay = Story['stays'][number];

/** Latest first, by the school year in which it happened. */
const byYear = (entries: Story['entries']): [string, Story['entries']][] => {
  const years = new Map<string, Story['entries']>();
  for (const entry of entries.toReversed()) {
    const { label } = schoolYearOf(formatDate(entry.at));
    years.set(label, [...(years.get(label) ?? []), entry]);
  }
  return [...years];
};

/** A child's whole story: where it has been, all that happened, and the file as it was on any day. */
export function ChildStoryPage() {
  const { t } = useTranslation('children');
  const childId = usePathNumber('childId');
  const { query, setQuery } = useAddress();
  const on = query['on'] ?? '';
  const read = useRead(readChildHistory, { childId });
  const back = { to: paths.childOf(childId), word: t('pages.story.back') };
  const story = read.data;
  if (story === undefined) return <PendingPage title={t('pages.story.title')} back={back} read={read} lines={8} />;
  const columns: readonly Column<Stay>[] = [
    {
      key: 'institution',
      head: t('pages.past.column.institution'),
      phone: 'title',
      cell: (row) => row.institutionName,
    },
    { key: 'class', head: t('pages.list.column.className'), cell: (row) => row.className ?? t('pages.list.noClass') },
    {
      ...{ key: 'from', head: t('pages.past.column.admittedOn'), kind: 'date' as const, width: 120 },
      cell: (row) => formatDate(row.from),
    },
    {
      ...{ key: 'until', head: t('pages.past.column.endedOn'), kind: 'date' as const, width: 120 },
      cell: (row) => (row.until === null ? t('pages.story.here') : formatDate(row.until)),
    },
    {
      ...{ key: 'kind', head: t('pages.past.column.kind'), width: 100 },
      cell: (row) => (row.endKind === null ? '' : t(`pages.past.kinds.${row.endKind}`)),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('pages.story.titleOf', { name: story.name })}
        back={back}
        aside={<ChildStateTag state={story.state} next="none" />}
        note={
          <span className="figure">
            {story.number === null ? t('pages.child.noNumber') : t('pages.child.number', { number: story.number })}
          </span>
        }
        actions={<Button onClick={() => window.print()}>{t('pages.story.print')}</Button>}
      />
      <section className="sheet">
        <h2>{t('pages.story.stays')}</h2>
        <DataTable
          label={t('pages.story.staysLabel')}
          columns={columns}
          rows={story.stays}
          rowId={(row) => `${row.from}${row.until}${row.institutionName}`}
        />
      </section>
      <section className="sheet">
        <h2>{t('pages.story.asOf')}</h2>
        <div className="story-day not-printed">
          <DateBox
            value={on}
            onChange={(next) => setQuery({ on: next === '' ? null : next })}
            label={t('pages.story.day')}
            max={today()}
          />
          <span className="soft">{t('pages.story.dayHint')}</span>
        </div>
        {on !== '' && <FileAsOf childId={childId} on={on} />}
      </section>
      <section className="sheet">
        <h2>{t('pages.story.happened')}</h2>
        {byYear(story.entries).map(([year, entries]) => (
          <section key={year} className="story-year">
            <h3>{t('pages.story.year', { year })}</h3>
            <ol className="history">
              {entries.map((entry) => (
                <StoryEntry key={entry.id} entry={entry} />
              ))}
            </ol>
          </section>
        ))}
      </section>
      <p className="child-masked">{t('pages.child.masked')}</p>
    </>
  );
}
