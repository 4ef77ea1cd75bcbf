import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readChild } from '../contract.ts';
import { ChildFacts, type ChildFile } from './ChildFacts.tsx';
import { ChildHistory } from './ChildHistory.tsx';
import { ChildNotices } from './ChildNotices.tsx';
import { RegistrationFlow } from './RegistrationFlow.tsx';
import './child-page.css';
import './child-drawer.css';

type Props = {
  readonly childId: number;
  /** Decisions on this child, under its file. */
  readonly decisions?: (file: ChildFile, close: () => void) => ReactNode;
};

/** A child's file over the page from which it was opened; the address keeps it, back closes it. */
export function ChildDrawer({ childId, decisions }: Props) {
  const { t } = useTranslation(['children', 'ui']);
  const { setQuery } = useAddress();
  const read = useRead(readChild, { childId });
  const close = () => setQuery({ child: null }, { replace: true });
  const file = read.data;
  return (
    <Drawer
      open
      size={680}
      onClose={close}
      rootClassName="child-drawer"
      title={
        file === undefined ? (
          t('ui:loading')
        ) : (
          <span className="child-drawer-title">
            {file.child.name} <ChildStateTag state={file.child.state} next={file.child.next} />
            {file.dueOn !== null && file.child.state === 'confirmed' && <DueDate dueOn={file.dueOn} />}
          </span>
        )
      }
      extra={<GoLink to={paths.childOf(childId)}>{t('find.whole')}</GoLink>}
      footer={file === undefined ? null : decisions?.(file, close)}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className="child-drawer-scroll" aria-label={t('find.file')} tabIndex={0}>
        {read.error !== null && <ErrorState problem={read.error} onRetry={() => void read.refetch()} />}
        {read.isPending && <LoadingState lines={10} />}
        {file !== undefined && (
          <>
            <p className="child-drawer-place figure">
              {file.child.institutionName} · {file.child.className ?? t('pages.list.noClass')} ·{' '}
              {file.child.numberMasked === null
                ? t('pages.child.noNumber')
                : t('pages.child.number', { number: file.child.numberMasked })}
            </p>
            <RegistrationFlow file={file} />
            <ChildNotices file={file} />
            <ChildFacts file={file} />
            <ChildHistory file={file} />
            <p className="child-masked">{t('pages.child.masked')}</p>
          </>
        )}
      </section>
    </Drawer>
  );
}
