import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { Button, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findSubject } from '../contract.ts';
import { useEntryKinds, useEntryWords } from './use-entry-words.ts';

const periods = ['today', 'week', 'month', 'year', 'all'] as const;
export type Period = (typeof periods)[number];
export const periodOf = (text: string | undefined): Period => periods.find((one) => one === text) ?? 'month';

const texts = ['person', 'login', 'office'] as const;

/** What to look for. All of it but a child's number lives in the address; the number is posted. */
export function AuditFilters() {
  const { t } = useTranslation('audit');
  const { subjectWord } = useEntryWords();
  const { query, setQuery } = useAddress();
  const kinds = useEntryKinds();
  const [notFound, setNotFound] = useState(false);
  const find = useAct(findSubject, {
    refreshes: [],
    onDone: ({ subject }) => {
      setNotFound(subject === null);
      if (subject !== null) setQuery({ subject, period: 'all' });
    },
  });
  const filtered = [...texts, 'entry', 'result', 'subject', 'period'].some((key) => query[key] !== undefined);
  return (
    <>
      <search className="toolbar audit-filters">
        <Select
          aria-label={t('pages.filter.period')}
          style={{ width: 120 }}
          value={periodOf(query.period)}
          options={periods.map((period) => ({ value: period, label: t(`pages.filter.${period}`) }))}
          onChange={(period: Period) => setQuery({ period: period === 'month' ? null : period })}
        />
        <Select
          aria-label={t('pages.filter.entry')}
          placeholder={t('pages.filter.anyEntry')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 190 }}
          value={kinds.find((kind) => kind.value === query.entry)?.value ?? null}
          options={kinds}
          onChange={(entry: string | undefined) => setQuery({ entry: entry ?? null })}
        />
        <Select
          aria-label={t('pages.filter.result')}
          placeholder={t('pages.filter.anyResult')}
          allowClear
          style={{ width: 120 }}
          value={query.result === 'done' || query.result === 'refused' ? query.result : null}
          options={(['done', 'refused'] as const).map((one) => ({ value: one, label: t(`pages.result.${one}`) }))}
          onChange={(result: string | undefined) => setQuery({ result: result ?? null })}
        />
        {texts.map((name) => (
          <Input.Search
            key={`${name} ${query[name] ?? ''}`}
            defaultValue={query[name] ?? ''}
            placeholder={t(`pages.filter.${name}`)}
            aria-label={t(`pages.filter.${name}`)}
            allowClear
            autoComplete="off"
            style={{ width: name === 'office' ? 220 : 175 }}
            onSearch={(typed) => setQuery({ [name]: typed.trim() })}
          />
        ))}
        <Input.Search
          placeholder={t('pages.filter.number')}
          aria-label={t('pages.filter.number')}
          autoComplete="off"
          loading={find.isPending}
          style={{ width: 250, maxWidth: '100%' }}
          onChange={() => setNotFound(false)}
          onSearch={(typed) => {
            if (typed.trim().length >= 5) find.mutate({ number: typed.trim() });
          }}
        />
        {query.subject !== undefined && (
          <Tag closable onClose={() => setQuery({ subject: null })}>
            {t('pages.filter.subject', { subject: subjectWord(query.subject) })}
          </Tag>
        )}
        {filtered && (
          <Button
            type="link"
            onClick={() =>
              setQuery(Object.fromEntries([...texts, 'entry', 'result', 'subject', 'period'].map((key) => [key, null])))
            }
          >
            {t('pages.filter.clear')}
          </Button>
        )}
      </search>
      {notFound && <NoticeLine role="status">{t('pages.filter.notFound')}</NoticeLine>}
      {find.error !== null && <ErrorState problem={find.error} small />}
    </>
  );
}
