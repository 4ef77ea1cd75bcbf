import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import { BulkResultDialog } from './BulkResultDialog.tsx';
import { ConfirmClasses } from './ConfirmClasses.tsx';
import { useOwnApproval } from './use-own-approval.ts';
import { type BulkResult, WaitingChildren } from './WaitingChildren.tsx';
import './confirm.css';

/** The principal's page: the classes at the side, the children waiting in the chosen one. */
export function ConfirmPage() {
  const { t } = useTranslation('registration');
  const { institutionId } = useSession();
  const approvesItself = useOwnApproval();
  const { query, setQuery } = useAddress();
  const [result, setResult] = useState<BulkResult | null>(null);
  const read = useRead(listClasses, { institutionId: institutionId ?? 0 }, { enabled: institutionId !== null });
  if (institutionId === null) return null;
  const classes = (read.data ?? []).filter((one) => one.children > 0 || one.waitingForPrincipal > 0);
  const firstWaiting = classes.find((one) => one.waitingForPrincipal > 0);
  const chosenId = query.class === 'all' ? null : Number(query.class ?? firstWaiting?.id ?? Number.NaN);
  const chosen = classes.find((one) => one.id === chosenId) ?? null;
  const waiting = classes.reduce((sum, one) => sum + one.waitingForPrincipal, 0);
  return (
    <>
      <PageHeader
        title={t('pages.confirm.title')}
        note={t(approvesItself ? 'pages.confirm.introOwn' : 'pages.confirm.intro')}
      />
      {read.data === undefined ? (
        <div className="sheet">
          <ReadState read={read} />
        </div>
      ) : classes.length === 0 ? (
        <div className="sheet">
          <EmptyState title={t('pages.confirm.empty.title')} hint={t('pages.confirm.empty.text')} />
        </div>
      ) : (
        <div className="confirm-columns">
          <ConfirmClasses
            classes={classes}
            waiting={waiting}
            chosen={chosen?.id ?? null}
            onChoose={(id) => setQuery({ class: id === null ? 'all' : String(id) }, { replace: true })}
          />
          <WaitingChildren
            key={chosen?.id ?? 'all'}
            institutionId={institutionId}
            schoolClass={chosen}
            waiting={chosen?.waitingForPrincipal ?? waiting}
            onDone={setResult}
          />
        </div>
      )}
      {result !== null && <BulkResultDialog {...result} onClose={() => setResult(null)} />}
    </>
  );
}
