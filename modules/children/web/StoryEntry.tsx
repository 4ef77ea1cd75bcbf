import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';
import { formFields } from '../form-fields.ts';
import type { readChildHistory } from '../history-contract.ts';
import { PlaceName } from './PlaceName.tsx';
import { useFieldWord } from './use-field-word.ts';

type Entry = OutputOf<typeof readChildHistory>['entries'][number];
type Change = Entry['changes'][number];

/** The sentence of an action: with what its facts name, or the bare word of it. */
const useSentence = (): ((entry: Entry) => string) => {
  const { t } = useTranslation('children');
  return ({ action, told }) => {
    if (told === null) return t(`pages.child.action.${action}`, t('pages.child.action.other'));
    const { way, state, decision, ...facts } = told;
    const sentence = facts['destination'] === undefined ? action : `${action}-to`;
    return t(`pages.story.told.${sentence}`, {
      ...facts,
      ...(way === undefined ? {} : { way: t(`pages.story.ways.${way}`) }),
      ...(state === undefined ? {} : { state: t(`ui:childStates.${state}`) }),
      ...(decision === undefined ? {} : { decision: t(`pages.story.decisions.${decision}`) }),
    });
  };
};

/** A value before or after a change: codes as words, places by name. */
function ChangedValue({ column, value }: { readonly column: string; readonly value: Change['before'] }) {
  const { t } = useTranslation('children');
  const wordOf = useFieldWord();
  const field = formFields.find((each) => each.column === column);
  if (value === null || value === '') return <>{t('pages.blank')}</>;
  if (field === undefined) return <>{value}</>;
  if (field.kind === 'place' && typeof value === 'string') return <PlaceName code={value} />;
  return <>{wordOf(field, value)}</>;
}

/** What is no more is struck out; where nothing was, there is nothing to strike out. */
function BeforeOrNothing({ column, value }: { readonly column: string; readonly value: Change['before'] }) {
  const shown = <ChangedValue column={column} value={value} />;
  return value === null || value === '' ? shown : <del>{shown}</del>;
}

/** Where the papers of an action lie, for those who may open the record. */
function RecordLink({ record }: { readonly record: Entry['record'] }) {
  const { t } = useTranslation('children');
  const may = {
    transfer: useMay('transfers.read'),
    keyChange: useMay('key-changes.read'),
    petition: useMay('petitions.read'),
  };
  if (record === null || !may[record.kind]) return null;
  const to = paths[record.kind](record.id);
  return (
    <GoLink to={to} className="story-record not-printed">
      {t(`pages.story.record.${record.kind}`)}
    </GoLink>
  );
}

/** One action of the story: what, when, by whom, why, and what it changed. */
export function StoryEntry({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('children');
  const sentence = useSentence();
  return (
    <li className={/returned|opened|deleted|cancelled/.test(entry.action) ? 'bad' : undefined}>
      <strong>{sentence(entry)}</strong>
      <time dateTime={entry.at} className="figure">
        {formatInstant(entry.at)}
      </time>
      <span>
        {entry.personName === ''
          ? t('pages.story.bySystem')
          : t('pages.child.by', { person: entry.personName, office: entry.officeName })}
      </span>
      {entry.reason !== null && <p>{t('pages.child.reason', { reason: entry.reason })}</p>}
      <RecordLink record={entry.record} />
      {entry.changes.length > 0 && (
        <dl className="story-changes">
          {entry.changes.map(({ column, before, after }) => (
            <div key={column}>
              <dt>{t(`pages.story.place.${column}`, t(`pages.field.${column}`))}</dt>
              <dd>
                <BeforeOrNothing column={column} value={before} />
                <span aria-hidden="true" className="story-arrow">
                  →
                </span>
                <ins>
                  <ChangedValue column={column} value={after} />
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
