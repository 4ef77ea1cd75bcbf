import type { OutputOf } from '@xueqian/kernel/route.ts';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormValues } from '../../children/form-rules.ts';
import { editKeyChange, readKeyChange } from '../contract.ts';
import { KeyChangeForm } from './KeyChangeForm.tsx';

/** Mends an application that is in the clerk's hands. */
export function EditKeyChangePage() {
  const { t } = useTranslation('key-changes');
  const applicationId = usePathNumber('applicationId');
  const read = useRead(readKeyChange, { applicationId });
  const view = read.data;
  if (view === undefined) return <ReadState read={read} lines={8} />;
  return (
    <>
      <PageHeader
        title={t('editTitle', { name: view.childName })}
        back={{ to: paths.keyChange(applicationId), word: t('pageTitle', { name: view.childName }) }}
      />
      {view.state === 'returned' && view.note !== null && (
        <NoticeLine tone="bad" icon="back">
          {t('notes.returned', { reason: view.note })}
        </NoticeLine>
      )}
      {view.may.edit ? (
        <Mending key={view.revision} view={view} />
      ) : (
        <NoticeLine tone="quiet">{t('notYours')}</NoticeLine>
      )}
    </>
  );
}

function Mending({ view }: { readonly view: OutputOf<typeof readKeyChange> }) {
  const { t } = useTranslation('key-changes');
  const { message } = App.useApp();
  const go = useGo();
  const edit = useAct(editKeyChange, {
    onDone: ({ applicationId }) => {
      if (applicationId === null) return;
      message.success(t('done.edit'));
      go(paths.keyChange(applicationId));
    },
  });
  return (
    <KeyChangeForm
      file={view.before as FormValues}
      first={view.after as FormValues}
      firstReason={view.reason}
      problems={edit.data?.problems ?? []}
      failure={edit.error}
      isSaving={edit.isPending}
      saveWord={t('acts.save')}
      onSave={(values, reason) => edit.mutate({ applicationId: view.id, revision: view.revision, values, reason })}
    />
  );
}
