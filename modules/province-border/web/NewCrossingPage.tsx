import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readChild } from '../../children/contract.ts';
import { drawUpCrossing } from '../contract.ts';
import { askedOf, type Destination, DestinationFields, isWhole } from './DestinationFields.tsx';
import './crossings.css';

/** Draws up the going of a child of mine to another province. */
export function NewCrossingPage() {
  const { t } = useTranslation('province-border');
  const go = useGo();
  const childId = usePathNumber('childId');
  const read = useRead(readChild, { childId });
  const [to, setTo] = useState<Destination>({ code: null, name: null, institution: '', reason: '' });
  const [requestId] = useState(() => crypto.randomUUID());
  const draw = useAct(drawUpCrossing, { onDone: ({ crossingId }) => go(paths.crossing(crossingId)) });
  const name = read.data?.child.name;
  if (name === undefined)
    return (
      <PendingPage
        title={t('form.title')}
        back={{ to: paths.childOf(childId), word: t('form.back') }}
        read={read}
        lines={5}
      />
    );
  return (
    <>
      <PageHeader
        title={t('form.titleOf', { name })}
        back={{ to: paths.childOf(childId), word: name }}
        note={t('form.note')}
      />
      <section className="sheet crossing-part crossing-form">
        <DestinationFields value={to} onChange={setTo} />
        {draw.error !== null && <ErrorState problem={draw.error} small />}
        <p className="crossing-buttons">
          <Button
            type="primary"
            disabled={!isWhole(to)}
            loading={draw.isPending}
            onClick={() => draw.mutate({ childId, requestId, ...askedOf(to) })}
          >
            {t('form.save')}
          </Button>
          <StillNeeded
            needed={[
              [t('form.division'), to.code !== null],
              [t('form.reason'), [...to.reason.trim()].length >= 2],
            ]}
          />
        </p>
      </section>
    </>
  );
}
