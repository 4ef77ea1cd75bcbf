import { useTranslation } from 'react-i18next';

type WaitingClass = { readonly id: number; readonly name: string; readonly waitingForPrincipal: number };

type Props = {
  readonly classes: readonly WaitingClass[];
  readonly waiting: number;
  readonly chosen: number | null;
  readonly onChoose: (classId: number | null) => void;
};

/** The classes with the number of children waiting in each. */
export function ConfirmClasses({ classes, waiting, chosen, onChoose }: Props) {
  const { t } = useTranslation('registration');
  const entries = [
    { id: null, name: t('pages.confirm.allClasses'), waitingForPrincipal: waiting },
    ...[...classes].sort((a, b) => Number(b.waitingForPrincipal > 0) - Number(a.waitingForPrincipal > 0)),
  ];
  return (
    <nav className="confirm-classes sheet" aria-label={t('pages.confirm.classes')}>
      <ul>
        {entries.map((one) => (
          <li key={one.id ?? 'all'}>
            <button type="button" aria-pressed={one.id === chosen} onClick={() => onChoose(one.id)}>
              <span>{one.name}</span>
              {one.waitingForPrincipal > 0 ? (
                <strong className="figure" title={t('pages.confirm.waiting', { count: one.waitingForPrincipal })}>
                  {one.waitingForPrincipal}
                </strong>
              ) : (
                <small title={t('pages.confirm.noneWaiting')}>0</small>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
