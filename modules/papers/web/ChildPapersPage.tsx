import { codes } from '@xueqian/kernel/codes/codes.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { usePrint } from '@xueqian/ui/use-print.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import { informationFormPath, readConfirmations } from '../contract.ts';
import { ConfirmationTag } from './ConfirmationTag.tsx';
import { SignatureForm } from './SignatureForm.tsx';
import { WholeFormDialog } from './WholeFormDialog.tsx';
import './papers.css';

type View = OutputOf<typeof readConfirmations>;

/** The paper side of a child's file: its form to be printed, and what the guardians have signed. */
export function ChildPapersPage() {
  const { t } = useTranslation('papers');
  const childId = usePathNumber('childId');
  const [isAsking, setAsking] = useState(false);
  const { print, isPrinting, problem } = usePrint();
  const read = useRead(readConfirmations, { childId });
  const view = read.data;
  if (view === undefined) return <ReadState read={read} lines={8} />;
  return (
    <>
      <PageHeader
        title={t('child.title', { name: view.childName })}
        back={{ to: paths.childOf(childId), word: t('child.back') }}
        aside={<ConfirmationTag state={view.state} />}
        note={t('child.note')}
        actions={
          <>
            {view.may.printWhole && <Button onClick={() => setAsking(true)}>{t('child.printWhole')}</Button>}
            {view.may.print && (
              <Button type="primary" loading={isPrinting} onClick={() => void print(informationFormPath, { childId })}>
                {t('child.print')}
              </Button>
            )}
          </>
        }
      />
      {problem !== null && !isAsking && <ErrorState problem={problem} small />}
      <section className="sheet papers-part">
        <h2>{t('child.code')}</h2>
        <p className="papers-code figure">{view.checkCode}</p>
        <p className="soft">{t('child.codeNote')}</p>
      </section>
      {view.may.record && <SignatureForm childId={childId} view={view} />}
      <section className="sheet papers-part">
        <h2>{t('child.signed')}</h2>
        {view.confirmations.length === 0 && <p className="soft">{t('child.none')}</p>}
        <ol className="papers-signed">
          {view.confirmations.map((one) => (
            <Signed key={one.id} one={one} mayAdd={view.may.record} onAdded={() => void read.refetch()} />
          ))}
        </ol>
      </section>
      <WholeFormDialog open={isAsking} childId={childId} onClose={() => setAsking(false)} />
    </>
  );
}

function Signed({
  one,
  mayAdd,
  onAdded,
}: {
  readonly one: View['confirmations'][number];
  readonly mayAdd: boolean;
  readonly onAdded: () => void;
}) {
  const { t, i18n } = useTranslation('papers');
  const relation =
    one.signerRelation === null
      ? null
      : codes.guardianRelation.word(one.signerRelation, i18n.language === 'en' ? 'en' : 'zh');
  return (
    <li>
      <p>
        <strong>{one.signerName}</strong> {relation} <span className="figure">{formatDate(one.signedOn)}</span>{' '}
        {one.stands ? (
          <Tag tone="good" icon="check" word={t('child.stands')} />
        ) : (
          <Tag tone="warn" icon="alert" word={t('child.stood')} />
        )}
      </p>
      <p className="soft figure">{t('child.takenIn', { name: one.takenInBy, at: formatInstant(one.takenInAt) })}</p>
      <PaperList
        papers={one.papers}
        pathOf={paperPath}
        uploadTo={mayAdd ? paperUploadPath('confirmation', one.id) : null}
        onAdded={onAdded}
        words={{ none: t('child.noScan'), add: t('child.addScan') }}
      />
    </li>
  );
}
