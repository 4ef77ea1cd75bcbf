import { formatInstant } from '@xueqian/ui/format.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft } from './use-child-draft.ts';

type Props = {
  readonly drafts: readonly Draft[];
  readonly onUse: (draft: Draft) => void;
  readonly onDrop: (draft: Draft) => void;
};

/** Unfinished drafts to go on with. */
export function DraftBanner({ drafts, onUse, onDrop }: Props) {
  const { t } = useTranslation('children');
  const newest = drafts[0];
  if (newest === undefined) return null;
  const name = typeof newest.values.name === 'string' && newest.values.name !== '' ? newest.values.name : null;
  return (
    <div className="draft-banner" role="status">
      <span>
        <strong>{t('pages.form.draftFound')}</strong>
        {t('pages.form.draftOf', { name: name ?? t('pages.form.draftNoName'), at: formatInstant(newest.savedAt) })}
        {drafts.length > 1 && <small>{t('pages.form.draftMore', { count: drafts.length - 1 })}</small>}
      </span>
      <Button size="small" type="primary" onClick={() => onUse(newest)}>
        {t('pages.form.draftUse')}
      </Button>
      <Button size="small" onClick={() => onDrop(newest)}>
        {t('pages.form.draftDrop')}
      </Button>
    </div>
  );
}
