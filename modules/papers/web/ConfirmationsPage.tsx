import { codes } from '@xueqian/kernel/codes/codes.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { usePrint } from '@xueqian/ui/use-print.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import { confirmationStates } from '../confirmation.ts';
import { confirmationListPath, listConfirmations } from '../contract.ts';
import { ConfirmationTag } from './ConfirmationTag.tsx';
import { SignedClassDialog } from './SignedClassDialog.tsx';

type Row = OutputOf<typeof listConfirmations>['rows'][number];
const choices = [...confirmationStates, 'all'] as const;

/** Which guardians have signed what the files say; the list of a class to be printed, and to be taken in when it is signed. */
export function ConfirmationsPage() {
  const { t, i18n } = useTranslation('papers');
  const go = useGo();
  const session = useSession();
  const institutionId = session.institutionId ?? 0;
  const [mayPrint, mayRecord] = [useMay('papers.print'), useMay('papers.record')];
  const { query, setQuery } = useAddress();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isRecording, setRecording] = useState(false);
  const { print, isPrinting, problem } = usePrint();
  const only = choices.find((each) => each === query['only']) ?? 'unconfirmed';
  const classId = query['classId'] === undefined ? null : Number(query['classId']);
  const classes = useRead(listClasses, { institutionId });
  const input = { institutionId, only, ...(classId === null ? {} : { classId }) };
  const paged = usePagedRead(listConfirmations, input);
  const counts = useRead(listConfirmations, { ...input, only: 'all', limit: 1 }, { keep: true }).data?.counts;
  const relation = (code: string | null): string =>
    code === null ? '' : (codes.guardianRelation.word(code, i18n.language === 'en' ? 'en' : 'zh') ?? '');
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      phone: 'title',
      cell: (row) => <GoLink to={paths.childPapers(row.childId)}>{row.name}</GoLink>,
    },
    { key: 'class', head: t('columns.class'), width: 130, cell: (row) => row.className ?? t('head.noClass') },
    {
      key: 'guardian',
      head: t('columns.guardian'),
      width: 170,
      cell: (row) => `${row.guardianName} ${relation(row.guardianRelation)}`,
    },
    { key: 'state', head: t('columns.state'), width: 190, cell: (row) => <ConfirmationTag state={row.state} /> },
    { key: 'signer', head: t('columns.signer'), width: 130, cell: (row) => row.signerName ?? '' },
    {
      key: 'signedOn',
      head: t('columns.signedOn'),
      kind: 'date',
      width: 120,
      cell: (row) => (row.signedOn === null ? '' : formatDate(row.signedOn)),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <GoLink to={paths.paperFiles()} className="plain-button">
              {t('files.title')}
            </GoLink>
            {mayPrint && (
              <Button
                disabled={classId === null}
                loading={isPrinting}
                title={classId === null ? t('chooseClass') : undefined}
                onClick={() => void print(confirmationListPath, { classId })}
              >
                {t('printList')}
              </Button>
            )}
            {mayRecord && (
              <Button type="primary" disabled={chosen.size === 0} onClick={() => setRecording(true)}>
                {t('record', { n: chosen.size })}
              </Button>
            )}
          </>
        }
      />
      {problem !== null && <ErrorState problem={problem} small />}
      <div className="toolbar">
        <Select
          aria-label={t('columns.class')}
          style={{ minWidth: 200 }}
          value={classId ?? 0}
          onChange={(one) => {
            setChosen(new Set());
            setQuery({ classId: one === 0 ? null : String(one) });
          }}
          options={[
            { value: 0, label: t('allClasses') },
            ...(classes.data ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
        <span className="soft">{t('chooseClass')}</span>
      </div>
      <div className="sheet flush">
        <SheetTabs
          label={t('columns.state')}
          choices={choices.map((one) => ({
            value: one,
            word:
              one === 'all'
                ? t('all')
                : t('stateCount', { state: t(`states.${one}`), n: counts === undefined ? '' : counts[one] }),
          }))}
          value={only}
          onChange={(one) => {
            setChosen(new Set());
            setQuery({ only: one });
          }}
        />
        <DataTable
          label={t('title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.childId}
          onOpen={(row) => go(paths.childPapers(row.childId))}
          {...(mayRecord ? { selection: { chosen, onChange: setChosen } } : {})}
          isSelectable={(row) => row.state !== 'confirmed'}
          empty={<EmptyState title={t('empty.title')} hint={t('empty.hint')} />}
        />
      </div>
      <SignedClassDialog
        open={isRecording}
        institutionId={institutionId}
        childIds={[...chosen]}
        onClose={() => setRecording(false)}
        onDone={() => {
          setRecording(false);
          setChosen(new Set());
        }}
      />
    </>
  );
}
