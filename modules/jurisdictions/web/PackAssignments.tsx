import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assignPack, type readLocalPolicy, searchDivisions } from '../contract.ts';
import { type PackCode, packCodes, policyPacks } from '../policy-pack.ts';
import '@xueqian/ui/parts/dialogs.css';

type Assignment = OutputOf<typeof readLocalPolicy>['assignments'][number];
const empty = { divisionCode: '', divisionName: '', pack: '', from: '', documentTitle: '', documentNumber: '' };

/** Which set of rules the places below follow, and a dialog to say it anew. */
export function PackAssignments({ assignments }: { readonly assignments: readonly Assignment[] }) {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const [form, setForm] = useState<typeof empty | null>(null);
  const assign = useAct(assignPack, { onDone: () => setForm(null) });
  const set = (changes: Partial<typeof empty>) => setForm((before) => ({ ...(before ?? empty), ...changes }));
  const titleOf = (pack: string): string => policyPacks[pack as PackCode]?.title ?? pack;
  const columns: readonly Column<Assignment>[] = [
    { key: 'name', head: t('local.division'), phone: 'title', cell: (row) => row.name || t('policy.nation') },
    { key: 'pack', head: t('local.pack'), cell: (row) => titleOf(row.pack) },
    { key: 'from', head: t('policy.from'), kind: 'date', width: 110, cell: (row) => formatDate(row.from) },
    {
      key: 'document',
      head: t('local.document'),
      cell: (row) => [row.documentTitle, row.documentNumber].filter(Boolean).join(' ') || '—',
    },
  ];
  const isComplete =
    form !== null &&
    form.divisionCode !== '' &&
    form.pack !== '' &&
    form.from !== '' &&
    form.documentTitle.trim() !== '';
  const input = (key: 'from' | 'documentTitle' | 'documentNumber', type: 'text' | 'date' = 'text') => (
    <div className="dialog-field" key={key}>
      <label className="dialog-label" htmlFor={`pack-${key}`}>
        {t(`local.${key}`)}
      </label>
      <Input
        id={`pack-${key}`}
        type={type}
        maxLength={type === 'date' ? 10 : 200}
        value={form?.[key] ?? ''}
        onChange={(event) => set({ [key]: event.target.value })}
      />
    </div>
  );
  return (
    <section className="sheet">
      <div className="tree-head">
        <h2>{t('local.packs')}</h2>
        <Button onClick={() => setForm(empty)}>{t('local.assign')}</Button>
      </div>
      <p className="soft">{t('local.packsNote')}</p>
      <DataTable
        label={t('local.packs')}
        columns={columns}
        rows={assignments}
        rowId={(row) => `${row.divisionCode} ${row.from}`}
        empty={<EmptyState title={t('local.noPacks')} />}
      />
      {form !== null && (
        <Modal
          open
          title={t('local.assignTitle')}
          okText={t('local.confirm')}
          okButtonProps={{ disabled: !isComplete }}
          cancelText={t('ui:cancel')}
          confirmLoading={assign.isPending}
          onOk={() =>
            assign.mutate({
              ...{ divisionCode: form.divisionCode, pack: form.pack as PackCode, from: form.from },
              documentTitle: form.documentTitle,
              documentNumber: form.documentNumber || null,
            })
          }
          onCancel={() => setForm(null)}
          mask={{ closable: false }}
        >
          <div className="dialog-field">
            <span className="dialog-label">{t('local.division')}</span>
            <DivisionPicker
              search={searchDivisions}
              label={t('local.division')}
              value={form.divisionCode || null}
              valueName={form.divisionName}
              onChange={(code, name) => set({ divisionCode: code ?? '', divisionName: name ?? '' })}
            />
          </div>
          <div className="dialog-field">
            <label className="dialog-label" htmlFor="pack-code">
              {t('local.pack')}
            </label>
            <Select
              id="pack-code"
              style={{ width: '100%' }}
              value={form.pack || null}
              options={packCodes.map((value) => ({ value, label: titleOf(value) }))}
              onChange={(pack: string) => set({ pack })}
            />
          </div>
          {input('from', 'date')}
          {input('documentTitle')}
          {input('documentNumber')}
          {assign.error !== null && <ErrorState problem={assign.error} small />}
        </Modal>
      )}
    </section>
  );
}
