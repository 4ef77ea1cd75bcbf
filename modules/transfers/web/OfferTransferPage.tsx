import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { SearchPicker } from '@xueqian/ui/parts/SearchPicker.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readChild } from '../../children/contract.ts';
import { readPolicy } from '../../jurisdictions/contract.ts';
import { offerTransfer, searchReceivers } from '../contract.ts';
import { ReasonField } from './ReasonField.tsx';
import './transfers.css';

type Receiver = { readonly id: number; readonly name: string; readonly code: string; readonly countyName: string };

/** Lets a child of mine go to another institution: released with it, taken in there; or drawn up, to go with its papers. */
export function OfferTransferPage() {
  const { t } = useTranslation('transfers');
  const { message } = App.useApp();
  const go = useGo();
  const childId = usePathNumber('childId');
  const read = useRead(readChild, { childId });
  const policy = useRead(readPolicy, {});
  const [receiver, setReceiver] = useState<Receiver | null>(null);
  const [reason, setReason] = useState('');
  const [requestId] = useState(() => crypto.randomUUID());
  const offer = useAct(offerTransfer, {
    onDone: ({ transferId, isDraft }) => {
      message.success(t(isDraft ? 'done.drawnUp' : 'done.offer'));
      go(paths.transfer(transferId));
    },
  });
  const needed: Needed = [
    [t('columns.to'), receiver !== null],
    [t('reason'), reason.trim().length >= 2],
  ];
  const name = read.data?.child.name;
  if (name === undefined) return <ReadState read={read} lines={5} />;
  if (policy.data === undefined) return <ReadState read={policy} lines={5} />;
  const needsPapers = policy.data.values.some(({ key, value }) => key === 'transferPapersNeeded' && value === true);
  const begin = (isDraft: boolean): void => {
    if (receiver === null) return;
    offer.mutate({ childId, requestId, receiverId: receiver.id, reason: reason.trim(), isDraft });
  };
  return (
    <>
      <PageHeader
        title={t('offerTitle', { name })}
        back={{ to: paths.childOf(childId), word: name }}
        note={t(needsPapers ? 'offerNoteNeeded' : 'offerNote')}
      />
      <section className="sheet transfer-part transfer-form">
        <label htmlFor="transfer-receiver">{t('columns.to')}</label>
        <SearchPicker<Receiver>
          id="transfer-receiver"
          search={searchReceivers}
          inputOf={(text) => ({ text })}
          optionOf={(one) => ({ value: String(one.id), label: `${one.name} ${one.code} ${one.countyName}` })}
          chosen={receiver && { value: String(receiver.id), label: receiver.name }}
          onChoose={setReceiver}
          label={t('receiverHint')}
          words={{ type: t('receiverHint'), searching: t('searching'), none: t('noReceiver') }}
        />
        <ReasonField value={reason} onChange={setReason} />
        {offer.error !== null && <ErrorState problem={offer.error} small />}
        <p className="transfer-go">
          {!needsPapers && (
            <Button
              type="primary"
              disabled={!isComplete(needed)}
              loading={offer.isPending}
              onClick={() => begin(false)}
            >
              {t('acts.offer')}
            </Button>
          )}
          <Button
            type={needsPapers ? 'primary' : 'default'}
            disabled={!isComplete(needed) || offer.isPending}
            onClick={() => begin(true)}
          >
            {t('acts.drawUp')}
          </Button>
          <StillNeeded needed={needed} />
        </p>
      </section>
    </>
  );
}
