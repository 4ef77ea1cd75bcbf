import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readChildAsOf } from '../past-contract.ts';
import { ChildFacts } from './ChildFacts.tsx';

/** The file as it stood at the end of a day: every field, where the child was, in which state. */
export function FileAsOf({ childId, on }: { readonly childId: number; readonly on: string }) {
  const { t } = useTranslation('children');
  const read = useRead(readChildAsOf, { childId, on });
  const then = read.data;
  if (then === undefined) return <ReadState read={read} lines={6} />;
  return (
    <>
      <p className="story-then figure">
        {t('pages.story.then', { on, institution: then.institutionName })}
        {' · '}
        {then.className ?? t('pages.list.noClass')}
        {then.numberMasked !== null && ` · ${t('pages.child.number', { number: then.numberMasked })}`}{' '}
        {then.state !== null && <ChildStateTag state={then.state} next="none" />}
      </p>
      <ChildFacts file={{ fields: then.fields, child: { id: childId, className: then.className } }} isPast />
    </>
  );
}
