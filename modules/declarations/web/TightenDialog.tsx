import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type listKinds, tightenKind } from '../kind-contract.ts';
import { useKindWords } from './use-kind-words.ts';

type Props = { readonly kind: OutputOf<typeof listKinds>[number]; readonly onClose: () => void };

/** What my office asks for beyond the offices above it. */
export function TightenDialog({ kind, onClose }: Props) {
  const { t } = useTranslation('declarations');
  const { message } = App.useApp();
  const words = useKindWords();
  const [own, setOwn] = useState(kind.tightening ?? { isReviewed: false, needsPapers: false });
  const tighten = useAct(tightenKind, {
    onDone: () => {
      void message.success(t('kinds.saved'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('kinds.tightenTitle', { kind: words.titleOf(kind.kind, kind.title) })}
      okText={t('kinds.save')}
      cancelText={t('kinds.cancel')}
      confirmLoading={tighten.isPending}
      onOk={() => tighten.mutate({ kind: kind.kind, ...own })}
      onCancel={onClose}
    >
      <p className="dialog-hint">{t('kinds.tightenHint')}</p>
      {kind.upper.handling === 'acknowledge' && (
        <p>
          <Checkbox
            checked={own.isReviewed}
            onChange={({ target }) => setOwn((before) => ({ ...before, isReviewed: target.checked }))}
          >
            {t('kinds.reviewed')}
          </Checkbox>
        </p>
      )}
      {!kind.upper.needsPapers && (
        <p>
          <Checkbox
            checked={own.needsPapers}
            onChange={({ target }) => setOwn((before) => ({ ...before, needsPapers: target.checked }))}
          >
            {t('kinds.papers')}
          </Checkbox>
        </p>
      )}
      {tighten.error !== null && <ErrorState problem={tighten.error} small />}
    </Modal>
  );
}
