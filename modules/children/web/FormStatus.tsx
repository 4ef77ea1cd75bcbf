import { formatInstant } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { ChildColumn } from '../child.ts';
import type { DraftState } from './use-child-draft.ts';
import type { ChildFormState } from './use-child-form.ts';

type Props = {
  readonly form: ChildFormState;
  readonly draft: DraftState | undefined;
  readonly onGo: (column: ChildColumn) => void;
};

/** What is still missing, and where the draft is kept. */
export function FormStatus({ form, draft, onGo }: Props) {
  const { t } = useTranslation('children');
  const first = form.openColumns[0];
  return (
    <div className="form-status" role="status">
      {first === undefined ? (
        <span className="form-status-ready">{t('pages.form.ready')}</span>
      ) : (
        <button type="button" onClick={() => onGo(first)}>
          {t('pages.form.missing', { count: form.openColumns.length })}
        </button>
      )}
      {form.warnings.length > 0 && (
        <span className="form-status-warn">{t('pages.form.warnings', { count: form.warnings.length })}</span>
      )}
      {draft !== undefined && <DraftNote draft={draft} />}
    </div>
  );
}

function DraftNote({ draft }: { readonly draft: DraftState }) {
  const { t } = useTranslation('children');
  switch (draft.kind) {
    case 'none':
      return null;
    case 'waiting':
      return <small>{t('pages.form.draftWaiting')}</small>;
    case 'offline':
      return <small className="form-status-warn">{t('pages.form.draftOffline')}</small>;
    case 'saved':
      return <small>{t('pages.form.draftSaved', { at: formatInstant(draft.at).slice(11) })}</small>;
  }
}
