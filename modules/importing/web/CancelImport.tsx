import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useMay } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useTranslation } from 'react-i18next';
import { cancelImport, listImports, readImport } from '../contract.ts';

/** Gives an import up before anything was written. */
export function CancelImport({ importId }: { readonly importId: number }) {
  const { t } = useTranslation('importing');
  const mayUse = useMay('importing.use');
  const act = useAct(cancelImport, { refreshes: [readImport, listImports] });
  if (!mayUse) return null;
  return (
    <>
      <ConfirmButton
        word={t('pages.page.cancel')}
        question={t('pages.page.cancelAsk')}
        detail={t('pages.page.cancelText')}
        isPending={act.isPending}
        onConfirm={() => act.mutate({ importId })}
      />
      {act.error !== null && <ErrorState problem={act.error} small />}
    </>
  );
}
