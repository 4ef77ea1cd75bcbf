import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginSecondFactor, confirmSecondFactor, type SessionView } from '../contract.ts';
import { Field } from './Field.tsx';
import { PasswordStep } from './PasswordStep.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { svgAddress } from './svg-address.ts';

type Props = {
  /** Not in the steps after a sign-in that has just been made. */
  readonly asksPassword: boolean;
  readonly person: { readonly personName: string; readonly login: string };
  readonly onDone: (session: SessionView) => void;
};

/** Sets up an authenticator: the password, the square and its first code, the recovery codes. */
export function EnrolFactor({ asksPassword, person, onDone }: Props) {
  const { t } = useTranslation('accounts');
  const [code, setCode] = useState('');
  const begun = useAct(beginSecondFactor, { refreshes: [] });
  const confirmed = useAct(confirmSecondFactor, { refreshes: [] });
  const begin = begun.mutate;
  useEffect(() => {
    if (!asksPassword) begin({});
  }, [asksPassword, begin]);

  if (confirmed.data !== undefined) {
    const { recoveryCodes, session } = confirmed.data;
    return <RecoveryCodes codes={recoveryCodes} person={person} onKept={() => onDone(session)} />;
  }
  if (begun.data === undefined) {
    if (asksPassword)
      return <PasswordStep act={begun} onPassword={(password) => begin({ password })} word={t('factor.next')} />;
    return begun.error === null ? <LoadingState /> : <ErrorState problem={begun.error} onRetry={() => begin({})} />;
  }
  const { secret, square } = begun.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') confirmed.mutate({ code });
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <p className="sign-in-hint">{t('factor.scan')}</p>
      <div className="factor-square">
        <img src={svgAddress(square)} alt={t('factor.square')} width="196" height="196" />
        <dl>
          <dt>{t('factor.secret')}</dt>
          <dd className="factor-secret">{secret.match(/.{1,4}/g)?.join(' ')}</dd>
        </dl>
      </div>
      <Field
        label={t('factor.firstCode')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={code}
        onText={setCode}
      />
      {confirmed.error !== null && <ErrorState problem={confirmed.error} small />}
      <button type="submit" className="plain-button first" disabled={confirmed.isPending}>
        {confirmed.isPending ? t('factor.pending') : t('factor.confirm')}
      </button>
    </form>
  );
}
