import { formatDate } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readPastEnrolment } from '../past-contract.ts';
import { ChildFacts } from './ChildFacts.tsx';
import './child-page.css';

/** What an institution keeps of a child that went: the file of the last day there, to be read and printed. */
export function PastChildPage() {
  const { t } = useTranslation('children');
  const enrolmentId = usePathNumber('enrolmentId');
  const read = useRead(readPastEnrolment, { enrolmentId });
  const mayAsk = useMay('petitions.draw-up');
  const back = { to: paths.pastChildren(), word: t('pages.past.backToList') };
  const kept = read.data;
  if (kept === undefined) return <PendingPage title={t('pages.past.title')} back={back} read={read} lines={8} />;
  const went = {
    from: formatDate(kept.admittedOn),
    to: formatDate(kept.endedOn),
    kind: t(`pages.past.kinds.${kept.endKind}`),
  };
  return (
    <>
      <PageHeader
        title={String(kept.fields['name'] ?? '')}
        back={back}
        note={
          <span className="figure">
            {kept.className ?? t('pages.list.noClass')}
            {' · '}
            {kept.institutionName}
            {' · '}
            {kept.numberMasked === null
              ? t('pages.past.noNumber')
              : t('pages.child.number', { number: kept.numberMasked })}
          </span>
        }
        actions={
          <>
            <Button onClick={() => window.print()}>{t('pages.past.print')}</Button>
            {mayAsk && (kept.stateHere === 'left' || kept.stateHere === 'cancelled') && (
              <GoLink to={paths.lostFiles({ childId: kept.childId })} className="plain-button">
                {t('pages.past.recover')}
              </GoLink>
            )}
          </>
        }
      />
      <p className="sheet">{t('pages.past.went', went)}</p>
      <ChildFacts file={{ fields: kept.fields, child: { id: enrolmentId, className: kept.className } }} isPast />
      <p className="child-masked">{t('pages.child.masked')}</p>
    </>
  );
}
