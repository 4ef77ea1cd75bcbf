import { formatDate } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly codes: readonly string[];
  readonly person: { readonly personName: string; readonly login: string };
  readonly onKept: () => void;
};

/** Recovery codes, shown this once, to be printed or copied by hand. */
export function RecoveryCodes({ codes, person, onKept }: Props) {
  const { t } = useTranslation('accounts');
  return (
    <section className="recovery-codes" aria-labelledby="recovery-title">
      <h3 id="recovery-title">{t('factor.codesTitle')}</h3>
      <p className="sign-in-hint">{t('factor.codesHint')}</p>
      <p className="only-printed">
        {t('factor.codesPrinted', {
          person: person.personName,
          login: person.login,
          date: formatDate(new Date().toISOString()),
        })}
      </p>
      <ol>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="toolbar not-printed">
        <button type="button" className="plain-button" onClick={() => window.print()}>
          {t('factor.print')}
        </button>
        <button type="button" className="plain-button first" onClick={onKept}>
          {t('factor.saved')}
        </button>
      </div>
    </section>
  );
}
