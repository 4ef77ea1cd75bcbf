import { type IconName, SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { isPresent } from '../life.ts';
import { isKeptUp } from '../rules.ts';
import type { ChildFile } from './ChildFacts.tsx';

type Doing = { readonly key: string; readonly icon: IconName; readonly to: string; readonly shown: boolean };

/** What this person can do about the child, each on a page of its own. */
export function ChildDoings({ file }: { readonly file: ChildFile }) {
  const { t } = useTranslation('children');
  const go = useGo();
  const { id, state, birthOn } = file.child;
  const isKept = isKeptUp(state);
  const isEnrolled = state === 'numbered' || state === 'suspended';
  const mayTransfer = useMay('transfers.handle');
  const mayCross = useMay('province-border.handle');
  const mayApply = useMay('key-changes.apply');
  const mayDefer = useMay('petitions.draw-up');
  const doings: readonly Doing[] = [
    { key: 'papers', icon: 'stamp', to: paths.childPapers(id), shown: useMay('papers.read') },
    { key: 'verification', icon: 'shield', to: paths.verificationOf(id), shown: useMay('verification.read') },
    { key: 'keyChange', icon: 'pencil', to: paths.enterKeyChange(id), shown: mayApply && isKept },
    { key: 'transfer', icon: 'swap', to: paths.offerTransfer(id), shown: mayTransfer && isEnrolled },
    {
      key: 'crossing',
      icon: 'border',
      to: paths.newCrossing(id),
      shown: mayCross && (isKept || state === 'left'),
    },
    {
      key: 'departures',
      icon: 'exit',
      to: paths.childDepartures(id),
      shown: useMay('departures.read') && (isEnrolled || state === 'left'),
    },
    {
      key: 'deferral',
      icon: 'clock',
      to: paths.deferral(id),
      shown: mayDefer && isKept && dayjs().diff(birthOn, 'year') >= 5,
    },
    {
      key: 'accident',
      icon: 'heart',
      to: paths.newAccident(id),
      shown: useMay('accidents.record') && isPresent[state],
    },
  ];
  const shown = doings.filter((doing) => doing.shown);
  return shown.length === 0 ? null : (
    <section className="sheet child-doings not-printed">
      <h2>{t('pages.child.doings')}</h2>
      {shown.map(({ key, icon, to }) => (
        <Button key={key} type="text" block icon={<SmallIcon name={icon} size={16} />} onClick={() => go(to)}>
          {t(`pages.child.${key}`)}
        </Button>
      ))}
    </section>
  );
}
