import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type listEntries, readEntry } from '../contract.ts';
import { useEntryWords } from './use-entry-words.ts';

export type EntryRow = OutputOf<typeof listEntries>['rows'][number];
type Entry = OutputOf<typeof readEntry>;

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value);
const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What was changed from what to what, and everything else that was noted. */
function Facts({ facts }: { readonly facts: NonNullable<Entry['facts']> }) {
  const { t } = useTranslation(['audit', 'children']);
  const fieldWord = (key: string) => t([`children:pages.field.${key}`, `pages.fact.${key}`], { defaultValue: key });
  const { before, after, ...noted } = facts;
  const changed = isFields(before) && isFields(after) ? Object.keys(after) : [];
  return (
    <>
      {isFields(before) && isFields(after) && changed.length > 0 && (
        <>
          <h3>{t('pages.detail.changes')}</h3>
          <table className="audit-changes">
            <thead>
              <tr>
                <th>{t('pages.detail.field')}</th>
                <th>{t('pages.detail.before')}</th>
                <th>{t('pages.detail.after')}</th>
              </tr>
            </thead>
            <tbody>
              {changed.map((key) => (
                <tr key={key}>
                  <th>{fieldWord(key)}</th>
                  <td>{textOf(before[key])}</td>
                  <td>{textOf(after[key])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {Object.keys(noted).length > 0 && (
        <>
          <h3>{t('pages.detail.noted')}</h3>
          <dl className="facts audit-facts">
            {Object.entries(noted).map(([key, value]) => (
              <div key={key}>
                <dt>{t(`pages.fact.${key}`, { defaultValue: key })}</dt>
                <dd>{textOf(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
}

/** One entry beside the list: who, what, from where; the change; the block that seals it; ways to what belongs to it. */
export function EntryDrawer({ row, onClose }: { readonly row: EntryRow | null; readonly onClose: () => void }) {
  const { t } = useTranslation('audit');
  const { entryWord, subjectWord, refusalWord } = useEntryWords();
  const { setQuery } = useAddress();
  const read = useRead(readEntry, { entryId: row?.id ?? 0, at: row?.at ?? '' }, { enabled: row !== null });
  const entry = row === null ? undefined : read.data;
  const line = (key: string, value: ReactNode) => (
    <div>
      <dt>{t(`pages.detail.${key}`)}</dt>
      <dd className="figure">{value}</dd>
    </div>
  );
  const only = (changes: Readonly<Record<string, string | null>>) => {
    setQuery({ person: null, login: null, office: null, subject: null, entry: null, result: null, ...changes });
    onClose();
  };
  return (
    <Drawer
      open={row !== null}
      onClose={onClose}
      title={row === null ? '' : entryWord(row.entry)}
      size={Math.min(560, window.innerWidth)}
    >
      {read.error !== null && <ErrorState problem={read.error} onRetry={() => void read.refetch()} />}
      {entry === undefined && read.error === null && <LoadingState lines={6} />}
      {entry !== undefined && (
        <>
          <dl className="facts audit-facts">
            {line('at', `${formatInstant(entry.at)}:${entry.at.slice(17, 23)}`)}
            {line(
              'result',
              entry.result === 'done'
                ? t('pages.result.done')
                : `${t('pages.result.refused')} · ${refusalWord(entry.refusal)}`,
            )}
            {line('who', entry.personName === null ? t('pages.nobody') : `${entry.personName} · ${entry.login ?? ''}`)}
            {line('role', entry.role === null ? t('pages.blank') : t(`pages.role.${entry.role}`))}
            {line('office', entry.officeName ?? t('pages.blank'))}
            {line('from', entry.address ?? t('pages.blank'))}
            {line('subject', subjectWord(entry.subject))}
            {line('route', entry.route)}
            {line('request', entry.requestId ?? t('pages.blank'))}
            {line(
              'block',
              entry.block === null
                ? t('pages.detail.unsealed')
                : t('pages.detail.sealed', { number: entry.block.number, at: formatInstant(entry.block.sealedAt) }),
            )}
            {entry.block !== null && line('digest', <code className="audit-digest">{entry.block.digest}</code>)}
          </dl>
          {entry.facts !== null && <Facts facts={entry.facts} />}
          <div className="audit-ways">
            {entry.login !== null && (
              <Button onClick={() => only({ login: entry.login })}>{t('pages.detail.samePerson')}</Button>
            )}
            {entry.officeName !== null && entry.officeName !== '' && (
              <Button onClick={() => only({ office: entry.officeName })}>{t('pages.detail.sameOffice')}</Button>
            )}
            {entry.subject !== null && (
              <Button onClick={() => only({ subject: entry.subject, period: 'all' })}>
                {t('pages.detail.sameSubject')}
              </Button>
            )}
          </div>
        </>
      )}
    </Drawer>
  );
}
