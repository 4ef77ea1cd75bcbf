import { formatDate, formatNumber } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChildRow, listChildren } from '../../children/contract.ts';
import { ReturnDialog } from './ReturnDialog.tsx';
import { ReviewResult } from './ReviewResult.tsx';
import { type Selected, useReview } from './use-review.ts';
import { useReviewStage } from './use-review-stage.ts';

type Props = {
  readonly institutionId: number;
  readonly classId: number | null;
  readonly className: string;
  /** Waiting in the whole institution; null where the counters don't tell whose turn it is. */
  readonly waitingInAll: number | null;
};

const nobody: ReadonlySet<number> = new Set();

/** The waiting children: choose some, or all that wait here, and decide. */
export function ReviewTable({ institutionId, classId, className, waitingInAll }: Props) {
  const { t } = useTranslation(['registration', 'ui']);
  const { setQuery } = useAddress();
  const [chosen, setChosen] = useState(nobody);
  const [everyone, setEveryone] = useState(false);
  const [asksReason, setAsksReason] = useState(false);
  const { stage, word } = useReviewStage();
  const review = useReview(() => {
    setChosen(nobody);
    setEveryone(false);
    setAsksReason(false);
  });
  const children = usePagedRead(listChildren, {
    institutionId,
    state: 'confirmed',
    waitsFor: stage,
    limit: 100,
    ...(classId === null ? {} : { classId }),
  });
  const onOnePage = children.page === 1 && !children.hasNext;
  const counted = onOnePage ? children.rows.length : null;
  const waiting = classId === null ? (waitingInAll ?? counted) : counted;
  const selected: Selected = { institutionId, classId, childIds: everyone ? null : [...chosen] };
  const some = everyone || chosen.size > 0;
  const howMany = everyone ? (waiting === null ? null : formatNumber(waiting)) : formatNumber(chosen.size);
  const chosenWords =
    howMany === null ? t('review.chosenClass', { name: className }) : t('review.chosen', { n: howMany });

  const columns: readonly Column<ChildRow>[] = [
    {
      key: 'name',
      head: t('review.name'),
      phone: 'title',
      cell: (row) => (
        <button type="button" className="plain-link" onClick={() => setQuery({ child: String(row.id) })}>
          {row.name}
        </button>
      ),
    },
    { key: 'sex', head: t('review.sex'), width: 64, cell: (row) => t(`ui:sex.${row.sex}`) },
    { key: 'birthOn', head: t('review.birthOn'), kind: 'date', width: 120, cell: (row) => row.birthOn },
    {
      key: 'identity',
      head: t('review.identity'),
      kind: 'date',
      cell: (row) => row.identityMasked ?? <span className="soft">{t('review.noIdentity')}</span>,
    },
    { key: 'class', head: t('review.class'), cell: (row) => row.className ?? '—' },
    { key: 'enteredBy', head: t('review.enteredBy'), phone: 'hide', cell: (row) => row.enteredBy },
    {
      key: 'enteredAt',
      head: t('review.enteredAt'),
      kind: 'date',
      width: 120,
      cell: (row) => formatDate(row.enteredAt),
    },
  ];
  return (
    <>
      <DataTable
        label={t('ui:pages.review')}
        columns={columns}
        paged={children}
        rowId={(row) => row.id}
        onOpen={(row) => setQuery({ child: String(row.id) })}
        selection={{
          chosen: everyone ? new Set(children.rows.map((row) => row.id)) : chosen,
          onChange: (ids) => {
            setEveryone(false);
            setChosen(ids);
          },
        }}
        empty={<EmptyState title={t('review.empty.title')} hint={t('review.empty.hint')} />}
      />
      {review.problem !== null && !asksReason && <ErrorState problem={review.problem} small />}
      {(children.rows.length > 0 || some) && (
        <div className="review-bar">
          <span className="chosen-words" aria-live="polite">
            {some ? chosenWords : t('review.chooseHint')}{' '}
            {!everyone && (
              <button type="button" className="plain-link" onClick={() => setEveryone(true)}>
                {waiting === null ? t('review.chooseAllClass') : t('review.chooseAll', { n: formatNumber(waiting) })}
              </button>
            )}
            {some && (
              <>
                {' '}
                <button
                  type="button"
                  className="plain-link"
                  onClick={() => {
                    setEveryone(false);
                    setChosen(nobody);
                  }}
                >
                  {t('review.chooseNone')}
                </button>
              </>
            )}
          </span>
          <Button danger disabled={!some || review.isPending} onClick={() => setAsksReason(true)}>
            {t('review.return')}
          </Button>
          <ConfirmButton
            type="primary"
            word={word('approve')}
            question={word('approveQuestion', { who: chosenWords })}
            detail={word('approveDetail')}
            disabled={!some}
            isPending={review.isPending}
            onConfirm={() => review.approve(selected)}
          />
        </div>
      )}
      <ReturnDialog
        review={review}
        selected={selected}
        who={chosenWords}
        open={asksReason}
        onClose={() => setAsksReason(false)}
      />
      <ReviewResult done={review.done} onClose={review.clear} />
    </>
  );
}
