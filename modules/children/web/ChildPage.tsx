import { isKnownDay } from '@xueqian/kernel/due-date.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteChild, readChild } from '../contract.ts';
import { ChildDoings } from './ChildDoings.tsx';
import { ChildFacts } from './ChildFacts.tsx';
import { ChildHistory } from './ChildHistory.tsx';
import { ChildNotices } from './ChildNotices.tsx';
import { FormerNumbers } from './FormerNumbers.tsx';
import { RegistrationFlow } from './RegistrationFlow.tsx';
import './child-page.css';

/** One child: where the registration stands, who acts next, every field, and what happened so far. */
export function ChildPage() {
  const { t } = useTranslation('children');
  const { message } = App.useApp();
  const go = useGo();
  const { level } = useSession();
  const childId = usePathNumber('childId');
  const [removing, setRemoving] = useState(false);
  const read = useRead(readChild, { childId });
  const listPath = level === 'institution' ? paths.myChildren() : paths.children();
  const back = { to: listPath, word: t('pages.child.back') };
  const remove = useAct(deleteChild, {
    onDone: () => {
      message.success(t('pages.child.removed', { name: read.data?.child.name }));
      go(listPath);
    },
  });
  if (read.data === undefined) {
    return <PendingPage title={t('pages.list.title')} back={back} read={read} lines={8} />;
  }
  const file = read.data;
  const { child, may } = file;
  return (
    <>
      <PageHeader
        title={child.name}
        back={back}
        aside={<ChildStateTag state={child.state} next={child.next} />}
        note={
          <span className="figure">
            {child.className ?? t('pages.list.noClass')}
            {' · '}
            {child.institutionName}
            {' · '}
            {child.numberMasked === null
              ? t('pages.child.noNumber')
              : t('pages.child.number', { number: child.numberMasked })}
          </span>
        }
        actions={
          <>
            <Button onClick={() => go(paths.printChild(childId))}>{t('pages.child.print')}</Button>
            {may.delete && (
              <Button danger onClick={() => setRemoving(true)}>
                {t('pages.child.remove')}
              </Button>
            )}
            {may.edit && (
              <Button type="primary" onClick={() => go(paths.editChild(childId))}>
                {t('pages.child.edit')}
              </Button>
            )}
            {may.confirm && (
              <Button type="primary" onClick={() => go(paths.confirmation)}>
                {t('pages.child.confirm')}
              </Button>
            )}
          </>
        }
      />
      <section className="sheet flow-sheet">
        <RegistrationFlow file={file} />
        <p>
          {child.state === 'deleted' ? '' : t(`pages.child.who.${child.next}`)}
          {isKnownDay(file.dueOn) && ` ${t('pages.child.due', { on: formatDate(file.dueOn) })}`}
          {file.dueOn === 'not-known' && ` ${t('ui:due.notKnownYet')}`}
        </p>
      </section>
      <ChildNotices file={file} />
      <div className="child-columns">
        <ChildFacts file={file} />
        <aside>
          <ChildDoings file={file} />
          <ChildHistory file={file} />
          {file.actions.some(({ action }) => action === 'number-changed') && <FormerNumbers childId={childId} />}
          <p className="child-masked">{t('pages.child.masked')}</p>
        </aside>
      </div>
      <ReasonDialog
        open={removing}
        title={t('pages.child.removeTitle', { name: child.name })}
        hint={t('pages.child.removeText')}
        suggestions={[t('pages.child.removeHint')]}
        confirmWord={t('pages.child.remove')}
        isPending={remove.isPending}
        problem={remove.error}
        onSubmit={(reason) => remove.mutate({ childId, reason })}
        onClose={() => setRemoving(false)}
      />
    </>
  );
}
