import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOfKey } from '../kind.ts';
import { endKind, listKinds } from '../kind-contract.ts';
import { KindDialog } from './KindDialog.tsx';
import { TightenDialog } from './TightenDialog.tsx';
import { useKindWords } from './use-kind-words.ts';
import './declarations.css';

type Kind = OutputOf<typeof listKinds>[number];

/** What institutions declare: the national kinds, those of the offices above and below, and my own. */
export function KindsPage() {
  const { t } = useTranslation('declarations');
  const words = useKindWords();
  const mayLayDown = useMay('declarations.lay-down-kinds');
  const [edited, setEdited] = useState<Kind | 'new' | null>(null);
  const [tightened, setTightened] = useState<Kind | null>(null);
  const read = useRead(listKinds, {});
  const end = useAct(endKind);
  const ownWords = ({ tightening }: Kind): string =>
    [
      ...(tightening?.isReviewed === true ? [t('kinds.reviewed')] : []),
      ...(tightening?.needsPapers === true ? [t('kinds.papers')] : []),
    ].join(' · ');
  const canTighten = (kind: Kind): boolean =>
    kind.isFromAbove &&
    !kind.isEnded &&
    words.wayOf(kind.kind) === null &&
    (kind.tightening !== null || kind.upper.handling === 'acknowledge' || !kind.upper.needsPapers);
  const acts = (kind: Kind) => (
    <span className="declaration-buttons">
      {kind.isMine && !kind.isEnded && (
        <Button size="small" onClick={() => setEdited(kind)}>
          {t('kinds.edit')}
        </Button>
      )}
      {kind.isMine && (
        <ConfirmButton
          size="small"
          word={t(kind.isEnded ? 'kinds.restore' : 'kinds.end')}
          question={t(kind.isEnded ? 'kinds.restoreQuestion' : 'kinds.endQuestion')}
          isPending={end.isPending}
          onConfirm={() =>
            end.mutate({ kindId: nameOfKey(kind.kind).kindId ?? 0, revision: kind.revision, ends: !kind.isEnded })
          }
        />
      )}
      {canTighten(kind) && (
        <Button size="small" onClick={() => setTightened(kind)}>
          {t('kinds.tighten')}
        </Button>
      )}
    </span>
  );
  const columns: readonly Column<Kind>[] = [
    {
      key: 'kind',
      head: t('kinds.columns.kind'),
      width: 170,
      phone: 'title',
      cell: (row) => (
        <>
          {words.titleOf(row.kind, row.title)} {row.isEnded && <span className="soft">{t('kinds.ended')}</span>}
        </>
      ),
    },
    { key: 'what', head: t('kinds.columns.what'), cell: (row) => words.whatOf(row.kind, row.what) },
    {
      key: 'handling',
      head: t('kinds.columns.handling'),
      width: 190,
      cell: (row) =>
        words.wayOf(row.kind) !== null ? (
          t('kinds.elsewhere')
        ) : (
          <>
            {t(`handlings.${row.upper.handling}`)}{' '}
            {row.upper.needsPapers && <span className="soft">{t('kinds.needed')}</span>}
            {row.tightening !== null && (
              <span className="declaration-own">{t('kinds.own', { words: ownWords(row) })}</span>
            )}
          </>
        ),
    },
    {
      key: 'office',
      head: t('kinds.columns.office'),
      width: 200,
      cell: (row) => (
        <>
          {row.officeName ?? t('kinds.national')}
          <span className="declaration-own">
            {row.divisions.length === 0 ? t('kinds.everywhere') : row.divisions.map(({ name }) => name).join(' · ')}
          </span>
        </>
      ),
    },
    ...(mayLayDown ? [{ key: 'acts', head: t('kinds.columns.acts'), width: 150, cell: acts }] : []),
  ];
  return (
    <>
      <PageHeader
        title={t('kinds.title')}
        note={t('kinds.note')}
        back={{ to: paths.declarations(), word: t('title') }}
        actions={
          mayLayDown && (
            <Button type="primary" onClick={() => setEdited('new')}>
              {t('kinds.new')}
            </Button>
          )
        }
      />
      {end.error !== null && <ErrorState problem={end.error} small />}
      <div className="sheet flush">
        <DataTable
          label={t('kinds.title')}
          columns={columns}
          rows={read.data ?? []}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          rowId={(row) => row.kind}
          tone={(row) => (row.isEnded ? 'quiet' : null)}
        />
      </div>
      {edited !== null && <KindDialog kind={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {tightened !== null && <TightenDialog kind={tightened} onClose={() => setTightened(null)} />}
    </>
  );
}
