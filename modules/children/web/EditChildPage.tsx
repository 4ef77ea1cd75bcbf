import { useQueryClient } from '@tanstack/react-query';
import { callRoute } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { editChild, readChild } from '../contract.ts';
import type { FormValues } from '../form-rules.ts';
import { isKeptUp, keyFields } from '../rules.ts';
import type { ChildFile } from './ChildFacts.tsx';
import { ChildForm } from './ChildForm.tsx';
import { ChildNotices } from './ChildNotices.tsx';
import { useChildForm } from './use-child-form.ts';
import { useClassChoices } from './use-class-choices.ts';

/** Corrects one child; stored numbers are shown in part and stay when left alone. */
export function EditChildPage() {
  const { t } = useTranslation(['children', 'ui']);
  const childId = usePathNumber('childId');
  const read = useRead(readChild, { childId });
  const back = { to: paths.childOf(childId), word: t('pages.print.back') };
  if (read.data?.may.edit === true) {
    return <Correction key={childId} childId={childId} file={read.data} />;
  }
  return (
    <>
      <PageHeader title={read.data?.child.name ?? t('pages.list.title')} back={back} />
      <div className="sheet">
        {read.error !== null && <ErrorState problem={read.error} onRetry={() => void read.refetch()} />}
        {read.isPending && <LoadingState lines={8} />}
        {read.data !== undefined && (
          <p>{t('pages.form.readOnly', { state: t(`ui:childStates.${read.data.child.state}`) })}</p>
        )}
      </div>
    </>
  );
}

function Correction({ childId, file }: { readonly childId: number; readonly file: ChildFile }) {
  const { t } = useTranslation('children');
  const { message } = App.useApp();
  const go = useGo();
  const queries = useQueryClient();
  const mayApply = useMay('key-changes.apply');
  const { institutionId } = file.child;
  const { choices } = useClassChoices(institutionId);
  const classCodes = useMemo(() => (choices ?? []).map((one) => one.value), [choices]);
  const form = useChildForm({
    classCodes,
    first: file.fields as FormValues,
    send: (values) => callRoute(editChild, { childId, version: file.version, values: values as never }),
    onSaved: (values) => {
      void queries.invalidateQueries();
      message.success(t('pages.form.saved', { name: values.name }));
      go(paths.childOf(childId));
      return null;
    },
  });
  return (
    <ChildForm
      title={t('pages.form.editTitle', { name: file.child.name })}
      back={{ to: paths.childOf(childId), word: t('pages.print.back') }}
      form={form}
      classes={choices ?? []}
      canGoOn={false}
      notice={
        <>
          <ChildNotices file={file} />
          {isKeptUp(file.child.state) && mayApply && (
            <NoticeLine tone="quiet">
              {t('pages.form.lockedNotice')}{' '}
              <GoLink to={paths.enterKeyChange(childId)}>{t('pages.child.keyChange')}</GoLink>
            </NoticeLine>
          )}
        </>
      }
      locked={(column) =>
        isKeptUp(file.child.state) && (keyFields as readonly string[]).includes(column) ? t('pages.form.locked') : null
      }
    />
  );
}
