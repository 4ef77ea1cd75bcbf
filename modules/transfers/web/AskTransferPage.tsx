import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askForTransfer, lookUpChild } from '../contract.ts';
import { ReasonField } from './ReasonField.tsx';
import './transfers.css';

/** Asks for a child that is at another institution: its whole number, why, and whether it is the right one. */
export function AskTransferPage() {
  const { t } = useTranslation(['transfers', 'children', 'ui']);
  const { message } = App.useApp();
  const go = useGo();
  const { institutionId } = useSession();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [requestId] = useState(() => crypto.randomUUID());
  const look = useAct(lookUpChild, { refreshes: [] });
  const ask = useAct(askForTransfer, {
    onDone: ({ transferId }) => {
      message.success(t('done.ask'));
      go(paths.transfer(transferId));
    },
  });
  const found = look.data?.found;
  const needed: Needed = [
    [t('number'), number.trim().length >= 5],
    [t('reason'), reason.trim().length >= 2],
  ];
  const isReady = isComplete(needed);
  const input = { institutionId: institutionId ?? 0, number: number.trim(), reason: reason.trim() };
  return (
    <>
      <PageHeader title={t('ask')} back={{ to: paths.transfers(), word: t('title') }} note={t('askNote')} />
      <form
        className="sheet transfer-part transfer-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) look.mutate(input);
        }}
      >
        <label htmlFor="transfer-number">{t('number')}</label>
        <Input
          id="transfer-number"
          autoComplete="off"
          maxLength={40}
          value={number}
          onChange={(event) => {
            setNumber(event.target.value);
            look.reset();
          }}
        />
        <ReasonField value={reason} onChange={setReason} />
        <p className="soft">{t('lookupNote')}</p>
        <p className="transfer-go">
          <Button htmlType="submit" disabled={!isReady} loading={look.isPending}>
            {t('acts.lookUp')}
          </Button>
          <StillNeeded needed={needed} />
        </p>
      </form>
      {look.error !== null && <ErrorState problem={look.error} small />}
      {found === null && <NoticeLine role="status">{t('notFound')}</NoticeLine>}
      {found !== null && found !== undefined && (
        <section className="sheet transfer-part">
          <h2>{t('foundTitle')}</h2>
          <dl className="transfer-facts">
            <dt>{t('columns.child')}</dt>
            <dd>{found.nameMasked}</dd>
            <dt>{t('columns.sex')}</dt>
            <dd>{t(`children:pages.sex.${found.sex}`)}</dd>
            <dt>{t('columns.birthOn')}</dt>
            <dd className="figure">{found.birthOn}</dd>
            <dt>{t('columns.from')}</dt>
            <dd>
              {found.institutionName} <span className="soft">{found.countyName}</span>
            </dd>
            <dt>{t('columns.state')}</dt>
            <dd>{t(`ui:childStates.${found.state}`)}</dd>
          </dl>
          {found.obstacle === null && found.state === 'cancelled' && (
            <NoticeLine role="status">{t('comesBack')}</NoticeLine>
          )}
          {found.obstacle === null ? (
            <p className="transfer-go">
              <Button type="primary" loading={ask.isPending} onClick={() => ask.mutate({ ...input, requestId })}>
                {t('acts.ask')}
              </Button>
            </p>
          ) : (
            <NoticeLine tone="bad" role="status">
              {t(`refusals.${found.obstacle.slice('transfers.'.length)}`)}
            </NoticeLine>
          )}
          {ask.error !== null && <ErrorState problem={ask.error} />}
        </section>
      )}
    </>
  );
}
