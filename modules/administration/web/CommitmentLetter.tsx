import { formatDate } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readLeadingGroup, signCommitment } from '../practice.ts';
import '@xueqian/ui/parts/dialogs.css';

type Props = {
  readonly institution: string;
  readonly principal: string | null;
  readonly signedAt: string | null;
  readonly signedName: string | null;
  readonly today: string;
};

/** The commitment letter (Binhai measures, annex 2): read, signed with the own name, printed. */
export function CommitmentLetter({ institution, principal, signedAt, signedName, today }: Props) {
  const { t } = useTranslation('administration');
  const id = useId();
  const [name, setName] = useState('');
  const act = useAct(signCommitment, { refreshes: [readLeadingGroup] });
  return (
    <section className="sheet letter">
      <h2>{t('letter.title')}</h2>
      <p>{t('letter.opening', { name: signedName ?? principal ?? '', institution })}</p>
      <ol>
        {(['group', 'truth', 'secrecy', 'accounts', 'answer'] as const).map((point) => (
          <li key={point}>{t(`letter.points.${point}`)}</li>
        ))}
      </ol>
      <div className="letter-end">
        <p>{t('letter.signer', { name: signedName ?? '' })}</p>
        <p>{t('letter.seal', { institution })}</p>
        <p>{signedAt === null ? t('letter.date') : formatDate(signedAt)}</p>
      </div>
      {signedAt === null ? (
        <div className="letter-sign not-printed">
          <p className="dialog-hint">{t('letter.how', { today })}</p>
          <label className="dialog-label" htmlFor={id}>
            {t('letter.name')}
          </label>
          <span className="toolbar">
            <Input id={id} style={{ width: 200 }} value={name} onChange={(event) => setName(event.target.value)} />
            <Button
              type="primary"
              loading={act.isPending}
              disabled={name.trim() === ''}
              onClick={() => act.mutate({ name })}
            >
              {t('letter.sign')}
            </Button>
          </span>
          {act.error !== null && <ErrorState problem={act.error} small />}
        </div>
      ) : (
        <div className="toolbar not-printed">
          <Button onClick={() => window.print()}>{t('letter.print')}</Button>
        </div>
      )}
    </section>
  );
}
