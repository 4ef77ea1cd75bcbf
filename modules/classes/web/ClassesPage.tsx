import { formatDate } from '@xueqian/ui/format.ts';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classTypes, excessOf, schoolYearOf, sizeLimitOf } from '../class-plan.ts';
import { listClasses } from '../contract.ts';
import { ClassTable } from './ClassTable.tsx';
import { CreateClassesDialog } from './CreateClassesDialog.tsx';
import type { ClassView } from './class-view.ts';
import { DeleteClassDialog } from './DeleteClassDialog.tsx';
import { EditClassDialog } from './EditClassDialog.tsx';
import './classes.css';

/** The classes of a kindergarten by school year and type, with their size against the limit. */
export function ClassesPage() {
  const { t } = useTranslation('classes');
  const { institutionId } = useSession();
  const mayEdit = useMay('classes.edit');
  const thisYear = schoolYearOf(formatDate(new Date().toISOString()));
  const [schoolYear, setSchoolYear] = useState(thisYear);
  const [creating, setCreating] = useState(false);
  const [editing, setEditing] = useState<ClassView | null>(null);
  const [removing, setRemoving] = useState<ClassView | null>(null);
  const read = useRead(listClasses, { institutionId: institutionId ?? 0 }, { enabled: institutionId !== null });
  const all = read.data ?? [];
  const shown = all.filter((one) => one.schoolYear === schoolYear);
  const years = [...new Set([thisYear + 1, thisYear, ...all.map((one) => one.schoolYear)])].sort((a, b) => b - a);
  const overSize = shown.filter((one) => excessOf(one) > 0).length;
  const children = shown.reduce((sum, one) => sum + one.children, 0);
  const createButton = mayEdit ? (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t('pages.create')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={t('pages.title')} note={t('pages.intro')} actions={createButton} />
      <div className="toolbar">
        <Select
          aria-label={t('pages.schoolYear')}
          className="classes-year"
          value={schoolYear}
          onChange={setSchoolYear}
          options={years.map((year) => ({
            value: year,
            label: t('pages.schoolYearName', { from: year, to: year + 1 }),
          }))}
        />
        {shown.length > 0 && <span>{t('pages.summary', { classes: shown.length, children })}</span>}
        {overSize > 0 && <span className="classes-over">{t('pages.over', { count: overSize })}</span>}
      </div>
      {read.isPending && (
        <div className="sheet">
          <LoadingState />
        </div>
      )}
      {read.error !== null && (
        <div className="sheet">
          <ErrorState problem={read.error} onRetry={() => void read.refetch()} />
        </div>
      )}
      {read.data !== undefined && shown.length === 0 && (
        <div className="sheet">
          <EmptyState title={t('pages.empty.title')} hint={t('pages.empty.text')} action={createButton} />
        </div>
      )}
      {classTypes.map((type) => {
        const ofType = shown.filter((one) => one.type === type);
        if (ofType.length === 0) return null;
        const limit = sizeLimitOf(type);
        const figures = { classes: ofType.length, children: ofType.reduce((sum, one) => sum + one.children, 0), limit };
        return (
          <section key={type} className="sheet flush classes-group">
            <h2>
              {t(`pages.type.${type}`)} <small>{t(`pages.ages.${type}`)}</small>
              <span>{t(limit === null ? 'pages.typeSummaryNoLimit' : 'pages.typeSummary', figures)}</span>
            </h2>
            <ClassTable
              label={t(`pages.type.${type}`)}
              classes={ofType}
              mayEdit={mayEdit}
              onEdit={setEditing}
              onDelete={setRemoving}
            />
          </section>
        );
      })}
      {creating && institutionId !== null && (
        <CreateClassesDialog
          institutionId={institutionId}
          schoolYear={schoolYear}
          years={years}
          existing={all}
          onClose={(year) => {
            setCreating(false);
            if (year !== null) setSchoolYear(year);
          }}
        />
      )}
      {editing !== null && <EditClassDialog schoolClass={editing} onClose={() => setEditing(null)} />}
      {removing !== null && <DeleteClassDialog schoolClass={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}
