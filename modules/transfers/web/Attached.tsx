import type { OutputOf } from '@xueqian/kernel/route.ts';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import type { readTransfer } from '../contract.ts';

type View = OutputOf<typeof readTransfer>;
type Props = { readonly view: View; readonly onAdded: () => void };

/** What the guardian handed in at either side; each adds to its own, and sees the other's when it may. */
export function Attached({ view, onAdded }: Props) {
  const { t } = useTranslation('transfers');
  const { institutionId } = useSession();
  const hint = view.comesBack ? 'attached.neededBack' : view.papersNeeded ? 'attached.needed' : 'attached.hint';
  const sides = [
    { side: 'sender', id: view.fromId, name: view.fromName },
    { side: 'receiver', id: view.toId, name: view.toName },
  ] as const;
  return (
    <section className="sheet transfer-part not-printed">
      <h2>{t('attached.title')}</h2>
      {view.may.addPapers && <p className="soft">{t(hint)}</p>}
      {sides.map(({ side, id, name }) => (
        <div key={side} className="transfer-papers">
          <h3>{t(`attached.${side}`, { name })}</h3>
          <PaperList
            papers={view.papers[side]}
            pathOf={paperPath}
            uploadTo={view.may.addPapers && id === institutionId ? paperUploadPath('transfer', view.id) : null}
            onAdded={onAdded}
            words={{ none: t(id === institutionId ? 'attached.noneOfMine' : 'attached.none'), add: t('attached.add') }}
          />
        </div>
      ))}
    </section>
  );
}
