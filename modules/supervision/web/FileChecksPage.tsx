import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readFileFindings } from '../contract.ts';
import { SeverityTag } from './SeverityTag.tsx';
import { TermCheckPanel } from './TermCheckPanel.tsx';
import './supervision.css';

type Finding = OutputOf<typeof readFileFindings>['findings'][number];
type Line = Omit<Finding, 'found'> & Finding['found'][number] & { readonly at: number };

const mendPath = (section: string): string => {
  if (section === 'basic') return paths.myInstitution;
  return section === 'classes' ? paths.classes : paths.mySection(section);
};

/** What is out of line in my own institution's file: the article, and the place where it is mended. */
export function FileChecksPage() {
  const { t } = useTranslation(['supervision', 'ui']);
  const { institutionId } = useSession();
  const read = useRead(readFileFindings, { institutionId: institutionId ?? 0 }, { enabled: institutionId !== null });
  const lines = (read.data?.findings ?? []).flatMap((finding): Line[] =>
    finding.found.map((each, at) => ({ ...finding, ...each, at })),
  );
  const columns: readonly Column<Line>[] = [
    {
      key: 'severity',
      head: t('lists.severity'),
      width: 90,
      cell: (line) => <SeverityTag severity={line.severity} />,
    },
    {
      key: 'rule',
      head: t('todo.rule'),
      phone: 'title',
      width: 200,
      cell: (line) => (
        <>
          <span className="figure soft">{line.rule}</span> {t(`rules.${line.rule}.name`)}
        </>
      ),
    },
    { key: 'row', head: t('todo.place'), width: 150, cell: (line) => line.row ?? '—' },
    { key: 'text', head: t('todo.text'), cell: (line) => t(`rules.${line.rule}.text`, line.facts) },
    {
      key: 'article',
      head: t('todo.article'),
      width: 230,
      phone: 'hide',
      cell: (line) => <small>{line.article}</small>,
    },
    {
      key: 'mend',
      head: '',
      width: 90,
      cell: (line) => <GoLink to={mendPath(line.section)}>{t('todo.mend')}</GoLink>,
    },
  ];
  return (
    <>
      <PageHeader title={t('todo.title')} note={t('todo.note')} />
      {institutionId !== null && <TermCheckPanel institutionId={institutionId} />}
      <div className="sheet flush">
        <DataTable
          label={t('todo.title')}
          columns={columns}
          rows={lines}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          rowId={(line) => `${line.rule} ${line.at}`}
          empty={<EmptyState title={t('todo.empty.title')} hint={t('todo.empty.hint')} />}
        />
      </div>
    </>
  );
}
