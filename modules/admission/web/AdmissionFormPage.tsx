import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { useAddress, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readApplication } from '../contract.ts';
import { AdmissionForm } from './AdmissionForm.tsx';

/** A new application; of an institution without a licence when the address names its record. */
export function NewAdmissionPage() {
  const { query } = useAddress();
  const unlicensedId = Number(query['unlicensed']);
  return (
    <AdmissionForm
      view={null}
      unlicensedId={Number.isSafeInteger(unlicensedId) && unlicensedId > 0 ? unlicensedId : null}
    />
  );
}

/** A draft, or what came back. */
export function EditAdmissionPage() {
  const { t } = useTranslation('admission');
  const applicationId = usePathNumber('applicationId');
  const read = useRead(readApplication, { applicationId }, { holds: 0 });
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  // What is typed starts from what is kept now, never from an answer of before.
  if (read.isPending || !read.isFetchedAfterMount) return <LoadingState lines={10} />;
  if (!read.data.may.includes('enter'))
    return (
      <div className="sheet">
        <EmptyState title={t('form.closed.title')} hint={t('form.closed.hint')} />
      </div>
    );
  return <AdmissionForm key={read.data.id} view={read.data} unlicensedId={null} />;
}
