import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readLocalPolicy } from '../contract.ts';
import type { LocalValue } from './local-value.ts';
import { PackAssignments } from './PackAssignments.tsx';
import { PolicyDialog } from './PolicyDialog.tsx';
import { PolicyVersions } from './PolicyVersions.tsx';
import { usePolicyWord } from './use-policy-word.ts';
import './jurisdictions.css';

/** What my jurisdiction lays down itself: what the upper level leaves open, what is in force, every version. */
export function LocalPolicyPage() {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const { message } = App.useApp();
  const local = useRead(readLocalPolicy, {});
  const wordOf = usePolicyWord();
  const [chosen, setChosen] = useState<{ readonly row: LocalValue; readonly follow: boolean } | null>(null);
  const columns: readonly Column<LocalValue>[] = [
    {
      key: 'key',
      head: t('policy.matter'),
      phone: 'title',
      cell: (row) => (
        <span className="two-lines">
          <span>{t(`policy.keys.${row.key}`, row.key)}</span>
          <small>{row.open ? t(`local.hows.${row.how}`) : t('local.closed')}</small>
        </span>
      ),
    },
    {
      key: 'now',
      head: t('local.now'),
      width: 200,
      cell: (row) => (
        <span className="two-lines">
          <span>
            <strong className="figure">{wordOf(row)}</strong>{' '}
            {row.own && <Tag tone="good" icon="pencil" word={t('local.own')} />}
          </span>
          {row.next !== null && (
            <small className="figure">
              {t('local.next', { date: row.next.on, value: wordOf({ key: row.key, ...row.next }) })}
            </small>
          )}
          {row.overruled && <small className="bad">{t('local.overruled')}</small>}
        </span>
      ),
    },
    {
      key: 'upper',
      head: t('local.upper'),
      cell: (row) => (
        <span className="two-lines">
          <span className="figure">{wordOf({ key: row.key, ...row.upper })}</span>
          <small>{row.upper.article}</small>
        </span>
      ),
    },
    {
      key: 'acts',
      head: t('local.acts'),
      width: 150,
      cell: (row) =>
        row.open && (
          <span className="row-actions not-printed">
            <button type="button" className="plain-link" onClick={() => setChosen({ row, follow: false })}>
              {t('local.set')}
            </button>
            {(row.own || row.overruled) && (
              <button type="button" className="plain-link" onClick={() => setChosen({ row, follow: true })}>
                {t('local.follow')}
              </button>
            )}
          </span>
        ),
    },
  ];
  // What may be laid down stands first.
  const values = [...(local.data?.values ?? [])].sort((one, other) => Number(other.open) - Number(one.open));
  return (
    <>
      <PageHeader
        title={t('ui:pages.local-policy')}
        note={t('local.note')}
        back={{ to: paths.policy, word: t('ui:pages.policy') }}
      />
      <div className="sheet flush">
        <DataTable
          label={t('ui:pages.local-policy')}
          columns={columns}
          rows={values}
          isPending={local.isPending}
          problem={local.error}
          onRetry={() => void local.refetch()}
          rowId={(row) => row.key}
        />
      </div>
      {local.data !== undefined && (
        <>
          <PolicyVersions versions={local.data.versions} />
          {local.data.may.assign && <PackAssignments assignments={local.data.assignments} />}
        </>
      )}
      {chosen !== null && (
        <PolicyDialog
          {...chosen}
          onClose={() => setChosen(null)}
          onDone={() => {
            setChosen(null);
            message.success(t('local.done'));
          }}
        />
      )}
    </>
  );
}
