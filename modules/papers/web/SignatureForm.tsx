import { codes } from '@xueqian/kernel/codes/codes.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { today } from '@xueqian/ui/today.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type readConfirmations, recordConfirmation } from '../contract.ts';

type Props = { readonly childId: number; readonly view: OutputOf<typeof readConfirmations> };

/** A signed form comes in: who signed, when, and the code of the paper. */
export function SignatureForm({ childId, view }: Props) {
  const { t, i18n } = useTranslation('papers');
  const { message } = App.useApp();
  const id = useId();
  const [signerName, setName] = useState(view.guardianName);
  const [relation, setRelation] = useState(view.guardianRelation);
  const [signedOn, setSignedOn] = useState(today);
  const [checkCode, setCode] = useState('');
  const act = useAct(recordConfirmation, {
    onDone: () => {
      setCode('');
      void message.success(t('child.recorded'));
    },
  });
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const ready = signerName.trim() !== '' && signedOn !== '';
  return (
    <section className="sheet papers-part">
      <h2>{t('child.recordTitle')}</h2>
      <div className="papers-form">
        <label htmlFor={`${id}-name`}>{t('columns.signer')}</label>
        <Input id={`${id}-name`} value={signerName} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <label htmlFor={`${id}-relation`}>{t('child.relation')}</label>
        <Select
          id={`${id}-relation`}
          allowClear
          value={relation}
          onChange={(chosen) => setRelation(chosen ?? null)}
          options={codes.guardianRelation.list.map((row) => ({ value: row.code, label: row[language] }))}
        />
        <label htmlFor={`${id}-day`}>{t('columns.signedOn')}</label>
        <DateBox id={`${id}-day`} value={signedOn} onChange={setSignedOn} />
        <label htmlFor={`${id}-code`}>{t('child.paperCode')}</label>
        <Input
          id={`${id}-code`}
          value={checkCode}
          maxLength={20}
          placeholder={t('child.paperCodeHint')}
          onChange={(event) => setCode(event.target.value)}
        />
      </div>
      {act.error !== null && <ErrorState problem={act.error} small />}
      <Button
        type="primary"
        disabled={!ready}
        loading={act.isPending}
        onClick={() =>
          act.mutate({
            childId,
            signerName: signerName.trim(),
            signerRelation: relation,
            signedOn,
            checkCode: checkCode.trim() === '' ? null : checkCode.trim(),
          })
        }
      >
        {t('child.recordButton')}
      </Button>
    </section>
  );
}
