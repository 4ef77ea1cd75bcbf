import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cleanDuties, type Duty, sectionTemplates, templateDuties } from '../section-rules.ts';
import { closeSection, listSections, saveSection } from '../sections.ts';
import { FieldsDialog } from './FieldsDialog.tsx';
import './administration.css';

type Section = OutputOf<typeof listSections>['sections'][number];
type Draft = {
  readonly sectionId: number | null;
  readonly kind: Section['kind'];
  readonly name: string;
  readonly duties: readonly Duty[];
};

/** Sections of my department with their duties, and its technical support units. */
export function SectionsPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const mayManage = useMay('accounts.manage');
  const { level } = useSession();
  const read = useRead(listSections, {});
  const [draft, setDraft] = useState<Draft | null>(null);
  const close = useAct(closeSection, { refreshes: [listSections] });
  const columns: readonly Column<Section>[] = [
    { key: 'name', head: t('sections.name'), width: 220, phone: 'title', cell: (row) => row.name },
    { key: 'kind', head: t('sections.kind'), width: 120, cell: (row) => t(`sections.kinds.${row.kind}`) },
    {
      key: 'duties',
      head: t('sections.duties'),
      cell: (row) =>
        row.kind === 'support-unit' ? (
          <span className="soft">{t('sections.supportDuty')}</span>
        ) : row.duties.length === 0 ? (
          <span className="soft">{t('sections.noDuty')}</span>
        ) : (
          <span className="duty-list">
            {row.duties.map((duty) => (
              <span key={duty}>{t(`permissions.${duty.replace('.', '-')}`)}</span>
            ))}
          </span>
        ),
    },
    { key: 'accounts', head: t('sections.accounts'), kind: 'number', width: 90, cell: (row) => row.accounts },
    ...(mayManage
      ? [
          {
            key: 'acts',
            head: t('accounts.acts'),
            width: 170,
            cell: (row: Section) => (
              <span className="row-actions">
                <Button size="small" onClick={() => setDraft({ sectionId: row.officeId, ...row })}>
                  {t('sections.edit')}
                </Button>
                <ConfirmButton
                  size="small"
                  word={t('sections.close')}
                  question={t('sections.closeAsk', { name: row.name })}
                  danger
                  onConfirm={() => close.mutate({ sectionId: row.officeId })}
                />
              </span>
            ),
          },
        ]
      : []),
  ];
  const found = (kind: Draft['kind'], name: string, duties: readonly Duty[]) =>
    setDraft({ sectionId: null, kind, name, duties });
  return (
    <>
      <PageHeader
        title={t('ui:pages.sections')}
        note={t('sections.note')}
        actions={
          mayManage && (
            <>
              <Button type="primary" onClick={() => found('section', '', [])}>
                {t('sections.add')}
              </Button>
              <Button onClick={() => found('support-unit', '', [])}>{t('sections.addSupport')}</Button>
            </>
          )
        }
      />
      {mayManage && (
        <div className="toolbar not-printed">
          <span className="soft">{t('sections.templates')}</span>
          {sectionTemplates.map((template) => (
            <Button
              key={template}
              size="small"
              onClick={() => found('section', t(`sections.template.${template}`), templateDuties(template, level))}
            >
              {t(`sections.template.${template}`)}
            </Button>
          ))}
        </div>
      )}
      {close.error !== null && <ErrorState problem={close.error} small />}
      <div className="sheet flush">
        <DataTable<Section, number>
          label={t('ui:pages.sections')}
          columns={columns}
          rowId={(row) => row.officeId}
          rows={read.data?.sections ?? []}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          empty={<EmptyState title={t('sections.empty')} hint={t('sections.emptyHint')} />}
        />
      </div>
      {read.data?.department && (
        <p className="soft small">
          {t('sections.department', { name: read.data.department.name, count: read.data.department.accounts })}
        </p>
      )}
      {draft !== null && (
        <SectionDialog draft={draft} duties={read.data?.duties ?? []} onClose={() => setDraft(null)} />
      )}
    </>
  );
}

function SectionDialog({ draft, duties, onClose }: { draft: Draft; duties: readonly Duty[]; onClose: () => void }) {
  const { t } = useTranslation('administration');
  const { level } = useSession();
  const save = useAct(saveSection, { refreshes: [listSections], onDone: onClose });
  return (
    <FieldsDialog
      title={t(draft.sectionId === null ? `sections.new.${draft.kind}` : 'sections.editTitle')}
      hint={t(`sections.what.${draft.kind}`)}
      fields={[
        { key: 'name', label: t('sections.name'), value: draft.name, maxLength: 60 },
        ...(draft.kind === 'section'
          ? [
              {
                key: 'duties',
                label: t('sections.duties'),
                kind: 'choices' as const,
                value: draft.duties.join(','),
                options: duties.map((duty) => ({ value: duty, label: t(`permissions.${duty.replace('.', '-')}`) })),
              },
            ]
          : []),
      ]}
      confirmWord={t('sections.save')}
      isPending={save.isPending}
      problem={save.error}
      onSubmit={(values) =>
        save.mutate({
          sectionId: draft.sectionId,
          kind: draft.kind,
          name: values.name ?? '',
          duties: cleanDuties((values.duties ?? '').split(',').filter(Boolean) as Duty[], level),
        })
      }
      onClose={onClose}
    />
  );
}
