import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerRectification, decideRectification, readRectification } from '../rectification-contract.ts';
import { Papers } from './Papers.tsx';
import { RectificationTag } from './RectificationTag.tsx';
import './supervision.css';

type Notice = OutputOf<typeof readRectification>;

/** One notice: as it is printed, its answer with the papers, and the county's word. */
export function RectificationPage() {
  const { t } = useTranslation('supervision');
  const rectificationId = usePathNumber('rectificationId');
  const read = useRead(readRectification, { rectificationId });
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  const notice = read.data;
  return (
    <>
      <div className="not-printed">
        <PageHeader
          title={notice.institutionName}
          back={{ to: paths.rectifications(), word: t('rectification.title') }}
          aside={<RectificationTag state={notice.state} isOverdue={notice.isOverdue} />}
          actions={<Button onClick={() => window.print()}>{t('rectification.print')}</Button>}
        />
      </div>
      {notice.inspectionId !== null && (
        <p className="not-printed">
          <GoLink to={paths.inspection(notice.inspectionId)}>
            {t('rectification.fromInspection', { id: notice.inspectionId })}
          </GoLink>
        </p>
      )}
      <Letter notice={notice} />
      <Answer notice={notice} onChanged={() => void read.refetch()} />
    </>
  );
}

function Letter({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation('supervision');
  return (
    <article className="sheet rectification-letter">
      <h1>{t('rectification.printTitle')}</h1>
      <p className="rectification-number figure">{t('rectification.number', { id: notice.id })}</p>
      <p>{t('rectification.to', { name: notice.institutionName })}</p>
      <p>{t('rectification.articleText', { violation: t(`rectification.violations.${notice.violation}`) })}</p>
      <dl>
        <dt>{t('rectification.found')}</dt>
        <dd>{notice.found}</dd>
        <dt>{t('rectification.asked')}</dt>
        <dd>{notice.asked}</dd>
      </dl>
      <p>{t('rectification.deadline', { on: notice.dueOn })}</p>
      {notice.isCited && <p className="soft">{t('rectification.article')}</p>}
      <p className="rectification-seal">
        {notice.officeName} {t('rectification.seal')}
        <br />
        {notice.issued?.name} <span className="figure">{formatDate(notice.issued?.at)}</span>
      </p>
    </article>
  );
}

function Answer({ notice, onChanged }: { readonly notice: Notice; readonly onChanged: () => void }) {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const [text, setText] = useState(notice.answer ?? '');
  const [asksReason, setAsksReason] = useState(false);
  const answer = useAct(answerRectification, { onDone: () => void message.success(t('rectification.sent')) });
  const decide = useAct(decideRectification, {
    onDone: ({ state }) => {
      setAsksReason(false);
      void message.success(t(`rectification.decided.${state}`));
    },
  });
  const rectificationId = notice.id;
  return (
    <section className="sheet not-printed">
      <h2>{t('rectification.answer')}</h2>
      {notice.state === 'returned' && (
        <p className="section-return">
          <strong>{t('rectification.reason')}</strong> {notice.reason}
        </p>
      )}
      {notice.may.answer ? (
        <Input.TextArea
          aria-label={t('rectification.answer')}
          rows={4}
          maxLength={2000}
          showCount
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : (
        <p>{notice.answer ?? '—'}</p>
      )}
      {notice.answered !== null && (
        <p className="soft figure">
          {notice.answered.name} {formatInstant(notice.answered.at)}
        </p>
      )}
      <h3>{t('rectification.papers')}</h3>
      <Papers
        kind="rectification"
        recordId={notice.id}
        papers={notice.papers}
        isOpen={notice.state !== 'accepted'}
        onAdded={onChanged}
        words={{ none: t('rectification.noPapers'), add: t('rectification.addPaper') }}
      />
      {(answer.error ?? (asksReason ? null : decide.error)) !== null && (
        <ErrorState problem={(answer.error ?? decide.error)!} small />
      )}
      <div className="term-buttons rectification-buttons">
        {notice.may.answer && (
          <Button
            type="primary"
            loading={answer.isPending}
            disabled={text.trim().length < 2}
            onClick={() => answer.mutate({ rectificationId, answer: text.trim() })}
          >
            {t('rectification.send')}
          </Button>
        )}
        {notice.may.decide && (
          <>
            <Button danger onClick={() => setAsksReason(true)}>
              {t('rectification.return')}
            </Button>
            <ConfirmButton
              type="primary"
              word={t('rectification.accept')}
              question={t('rectification.acceptQuestion')}
              isPending={decide.isPending}
              onConfirm={() => decide.mutate({ rectificationId, decision: 'accept', reason: null })}
            />
          </>
        )}
      </div>
      <ReasonDialog
        isRead
        open={asksReason}
        title={t('rectification.returnTitle')}
        hint={t('rectification.returnHint')}
        confirmWord={t('rectification.return')}
        isPending={decide.isPending}
        problem={decide.error}
        onSubmit={(reason) => decide.mutate({ rectificationId, decision: 'return', reason })}
        onClose={() => {
          setAsksReason(false);
          decide.reset();
        }}
      />
    </section>
  );
}
