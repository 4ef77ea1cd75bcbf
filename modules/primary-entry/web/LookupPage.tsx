import { formatDate } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lookUpChild } from '../contract.ts';
import './primary-entry.css';

const boxes = ['number', 'name', 'reason'] as const;

/** Asks whether a child that enters primary school here went to preschool somewhere in the province. */
export function LookupPage() {
  const { t } = useTranslation('primary-entry');
  const [said, setSaid] = useState({ number: '', name: '', reason: '' });
  const look = useAct(lookUpChild);
  const found = look.data?.found;
  const name = said.name.trim();
  const needed: Needed = [
    [t('lookup.number'), said.number.trim().length >= 5],
    [t('lookup.reason'), [...said.reason.trim()].length >= 2],
  ];
  return (
    <>
      <PageHeader
        title={t('lookup.title')}
        back={{ to: paths.primaryEntryLists, word: t('lists.title') }}
        note={t('lookup.note')}
      />
      <form
        className="sheet primary-entry-form"
        onSubmit={(event) => {
          event.preventDefault();
          look.mutate({ number: said.number.trim(), name: name === '' ? null : name, reason: said.reason.trim() });
        }}
      >
        {boxes.map((each) => (
          <label key={each} htmlFor={`lookup-${each}`}>
            {t(`lookup.${each}`)}
            <Input
              id={`lookup-${each}`}
              autoComplete="off"
              maxLength={each === 'reason' ? 200 : 40}
              value={said[each]}
              onChange={({ target }) => setSaid({ ...said, [each]: target.value })}
            />
          </label>
        ))}
        {look.error !== null && <ErrorState problem={look.error} small />}
        <Button type="primary" htmlType="submit" loading={look.isPending} disabled={!isComplete(needed)}>
          {t('lookup.look')}
        </Button>
        <StillNeeded needed={needed} />
      </form>
      {found === null && <NoticeLine tone="warn">{t('lookup.nobody')}</NoticeLine>}
      {found && (
        <section className="sheet primary-entry-part">
          <h2>
            {found.nameMasked} <ChildStateTag state={found.state} />
          </h2>
          <dl className="primary-entry-values">
            <dt>{t('columns.birthOn')}</dt>
            <dd>
              {t(`sexes.${found.sex}`)} <span className="figure">{formatDate(found.birthOn)}</span>
            </dd>
            <dt>{t('columns.institution')}</dt>
            <dd>
              {found.institutionName} <span className="soft">{found.countyName}</span>
            </dd>
            <dt>{t('columns.endedOn')}</dt>
            <dd className="figure">{found.endedOn === null ? '—' : formatDate(found.endedOn)}</dd>
            <dt>{t('columns.standing')}</dt>
            <dd>
              {found.result === null ? '—' : t(`standings.${found.result}`)} {found.school}
            </dd>
          </dl>
        </section>
      )}
    </>
  );
}
