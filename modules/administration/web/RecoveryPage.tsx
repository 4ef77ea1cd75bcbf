import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LanguageSwitch } from '@xueqian/ui/parts/LanguageSwitch.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askRecovery, takeRecovery } from '../safety.ts';
import './recovery.css';

type FormProps = {
  readonly fields: readonly string[];
  readonly word: string;
  readonly isPending: boolean;
  readonly onSubmit: (values: Readonly<Record<string, string>>) => void;
};

function PlainForm({ fields, word, isPending, onSubmit }: FormProps) {
  const { t } = useTranslation('administration');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(values);
  };
  return (
    <form className="recovery-form" onSubmit={submit}>
      {fields.map((field) => (
        <label key={field}>
          <span>{t(`recovery.${field}`)}</span>
          <input
            name={field}
            required
            maxLength={field === 'reason' ? 500 : 64}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={values[field] ?? ''}
            onChange={(event) => setValues({ ...values, [field]: event.target.value })}
          />
        </label>
      ))}
      <button type="submit" className="plain-button first" disabled={isPending}>
        {word}
      </button>
    </form>
  );
}

/** Reached from the sign-in page: ask the superior for a lost account, or take the secret it gave. */
export function RecoveryPage() {
  const { t } = useTranslation(['administration', 'ui']);
  useTitle(t('ui:pages.recovery'));
  const [asked, setAsked] = useState(false);
  const [given, setGiven] = useState<{ login: string; password: string } | null>(null);
  const ask = useAct(askRecovery, { refreshes: [], onDone: () => setAsked(true) });
  const take = useAct(takeRecovery, { refreshes: [] });
  return (
    <main className="recovery">
      <header>
        <h1>{t('ui:pages.recovery')}</h1>
        <LanguageSwitch />
      </header>
      <p className="soft">{t('recovery.note')}</p>
      <section className="sheet">
        <h2>{t('recovery.askTitle')}</h2>
        {asked ? (
          <p role="status">{t('recovery.asked')}</p>
        ) : (
          <PlainForm
            fields={['login', 'name', 'phone', 'reason']}
            word={t('recovery.ask')}
            isPending={ask.isPending}
            onSubmit={({ login = '', name = '', phone = '', reason = '' }) =>
              ask.mutate({ login, name, phone, reason })
            }
          />
        )}
        {ask.error !== null && <ErrorState problem={ask.error} small />}
      </section>
      <section className="sheet">
        <h2>{t('recovery.takeTitle')}</h2>
        {given === null ? (
          <PlainForm
            fields={['login', 'secret']}
            word={t('recovery.take')}
            isPending={take.isPending}
            onSubmit={({ login = '', secret = '' }) =>
              take.mutate({ login, secret }, { onSuccess: ({ password }) => setGiven({ login, password }) })
            }
          />
        ) : (
          <div role="status">
            <p>{t('recovery.taken')}</p>
            <p className="recovery-password">{given.password}</p>
          </div>
        )}
        {take.error !== null && <ErrorState problem={take.error} small />}
      </section>
      <p>
        <GoLink to={paths.signIn()}>{t('recovery.back')}</GoLink>
      </p>
    </main>
  );
}
