import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useTranslation } from 'react-i18next';
import { InspectionTable } from './InspectionTable.tsx';
import './inspection.css';

const shown = ['all', 'under-way', 'handed-over'] as const;

/** Inspections of my jurisdiction; of an institution, those that were handed over to it. */
export function InspectionsPage() {
  const { t } = useTranslation('supervision');
  const { query, setQuery } = useAddress();
  const inspects = useMay('supervision.inspect');
  const readsChecklist = useMay('supervision.read-checklist');
  const only = shown.find((each) => each === query['only']) ?? 'all';
  return (
    <>
      <PageHeader
        title={t('inspection.title')}
        note={t('inspection.listNote')}
        actions={
          <>
            {inspects && (
              <GoLink to={paths.planInspections} className="plain-button first">
                {t('inspection.newPlan')}
              </GoLink>
            )}
            {readsChecklist && (
              <GoLink to={paths.inspectionChecklist} className="plain-button">
                {t('inspection.checklist')}
              </GoLink>
            )}
          </>
        }
      />
      <div className="sheet flush">
        {readsChecklist && (
          <SheetTabs
            label={t('inspection.title')}
            value={only}
            choices={shown.map((value) => ({ value, word: t(`inspection.only.${value}`) }))}
            onChange={(value) => setQuery({ only: value === 'all' ? null : value }, { replace: true })}
          />
        )}
        <InspectionTable key={only} only={only} />
      </div>
    </>
  );
}
