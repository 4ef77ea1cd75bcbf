import { formatInstant } from '@xueqian/ui/format.ts';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readCase } from '../contract.ts';
import { CaseActions } from './CaseActions.tsx';
import { CaseCompare } from './CaseCompare.tsx';
import { CaseSettlement } from './CaseSettlement.tsx';
import './cases.css';

/** One case: both sides beside each other, what can be done, and what happens next. */
export function CasePage() {
  const { t } = useTranslation('duplicates');
  const caseId = usePathNumber('caseId');
  const read = useRead(readCase, { caseId });
  const back = { to: paths.cases(), word: t('pages.page.back') };
  if (read.data === undefined) {
    return <PendingPage title={t('pages.title')} back={back} read={read} lines={8} />;
  }
  const view = read.data;
  const isOpen = view.state === 'open';
  return (
    <>
      <PageHeader
        title={t('pages.page.title', { name: view.later.mine ? view.later.name : view.earlier.name })}
        back={back}
        aside={
          <Tag
            tone={isOpen ? 'bad' : 'good'}
            icon={isOpen ? 'alert' : 'check'}
            word={isOpen ? t(`pages.kind.${view.kind}`) : t('pages.tab.closed')}
          />
        }
        note={
          view.closedAt === null
            ? t('pages.page.found', { at: formatInstant(view.openedAt) })
            : t('pages.page.closed', { at: formatInstant(view.closedAt) })
        }
      />
      <p className="case-text">{t(`pages.kindText.${view.kind}`)}</p>
      {view.reasons.length > 0 && (
        <section className="sheet case-reasons">
          <h2>{t('pages.reasons')}</h2>
          <ul>
            {view.reasons.map((reason) => (
              <li key={reason}>{t(`pages.reason.${reason}`)}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="case-columns">
        <CaseCompare view={view} />
        <CaseActions view={view} />
      </div>
      <CaseSettlement view={view} onChanged={() => void read.refetch()} />
    </>
  );
}
