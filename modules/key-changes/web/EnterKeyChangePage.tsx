import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { today } from '@xueqian/ui/today.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readChild } from '../../children/contract.ts';
import type { FormValues } from '../../children/form-rules.ts';
import { enterKeyChange } from '../contract.ts';
import { KeyChangeForm } from './KeyChangeForm.tsx';

/** A guardian's application, entered: the papers follow on its page. */
export function EnterKeyChangePage() {
  const { t } = useTranslation(['key-changes', 'children']);
  const { message } = App.useApp();
  const go = useGo();
  const childId = usePathNumber('childId');
  const read = useRead(readChild, { childId });
  const [requestId] = useState(() => crypto.randomUUID());
  const [appliedOn, setAppliedOn] = useState(today);
  const enter = useAct(enterKeyChange, {
    onDone: ({ applicationId }) => {
      if (applicationId === null) return;
      message.success(t('done.enter'));
      go(paths.keyChange(applicationId));
    },
  });
  const file = read.data;
  if (file === undefined) return <ReadState read={read} lines={8} />;
  const values = file.fields as FormValues;
  return (
    <>
      <PageHeader
        title={t('enterTitle', { name: file.child.name })}
        back={{ to: paths.childOf(childId), word: file.child.name }}
        note={t('enterNote')}
      />
      <KeyChangeForm
        file={values}
        first={values}
        firstReason=""
        problems={enter.data?.problems ?? []}
        failure={enter.error}
        isSaving={enter.isPending}
        saveWord={t('acts.enter')}
        onSave={(asked, reason) => enter.mutate({ childId, requestId, appliedOn, values: asked, reason })}
      >
        <label htmlFor="key-applied">{t('columns.applied')}</label>
        <DateBox id="key-applied" value={appliedOn} max={today()} clears={false} onChange={setAppliedOn} />
      </KeyChangeForm>
    </>
  );
}
