import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { useTranslation } from 'react-i18next';
import type { readAlteration } from '../contract.ts';
import { useFieldWords } from './use-field-words.ts';

type View = OutputOf<typeof readAlteration>;

const figureKeys = [
  'children',
  'classes',
  'accounts',
  'openCases',
  'openTransfers',
  'openTasks',
  'waitingReviews',
  'runningImports',
  'drafts',
  'openRectifications',
] as const;

/** What was done, in the order in which it is told; what does not belong to the kind is not there. */
const outcomeKeys = [
  'movedChildren',
  'movedClasses',
  'closedAccounts',
  'openedAccounts',
  'endedReviews',
  'endedTasks',
  'endedDeclarations',
  'endedRounds',
  'endedInspections',
  'endedAnswers',
  'endedImports',
  'endedDrafts',
] as const;

/** Old and new, field by field. */
export function AlterationDifference({ view }: { readonly view: View }) {
  const { t } = useTranslation('alterations');
  const { fieldOf, wordOf } = useFieldWords();
  if (view.differences.length === 0) return <p className="soft">{t('page.noFields')}</p>;
  return (
    <table className="alteration-difference">
      <thead>
        <tr>
          <th scope="col">{t('page.field')}</th>
          <th scope="col">{t('page.was')}</th>
          <th scope="col">{t('page.becomes')}</th>
        </tr>
      </thead>
      <tbody>
        {view.differences.map(({ field, was, becomes }) => (
          <tr key={field}>
            <th scope="row">{fieldOf(field)}</th>
            <td className="old">{wordOf(field, was)}</td>
            <td className="new">{wordOf(field, becomes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What it will do, counted now; or what it did. */
export function AlterationEffects({ view }: { readonly view: View }) {
  const { t } = useTranslation('alterations');
  const { effects, outcome, failure } = view;
  const obstacle = failure ?? effects?.obstacle ?? null;
  const refusalText = useRefusalTexts(obstacle === null ? [] : [obstacle.code]);
  const lines: readonly (readonly [string, string])[] =
    outcome !== null
      ? outcomeKeys.flatMap((key) => {
          const value = outcome[key];
          return value === undefined ? [] : [[t(`outcomes.${key}`), formatNumber(value)] as const];
        })
      : effects === null
        ? []
        : [
            ...(effects.movedChildren + effects.movedClasses > 0
              ? (['movedChildren', 'movedClasses'] as const).map(
                  (key) => [t(`effects.${key}`), formatNumber(effects[key])] as const,
                )
              : []),
            ...figureKeys.map((key) => [t(`effects.${key}`), formatNumber(effects.figures[key])] as const),
          ];
  return (
    <>
      {obstacle !== null && (
        <NoticeLine tone="bad">
          <strong>{t(failure === null ? 'page.obstacle' : 'page.failure')}</strong>{' '}
          {refusalText(obstacle.code, obstacle.facts)}
        </NoticeLine>
      )}
      {outcome === null && effects !== null && <p className="soft">{t('page.effectsNote')}</p>}
      <dl className="alteration-figures">
        {lines.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd className="figure">{value}</dd>
          </div>
        ))}
        {effects !== null && (
          <div>
            <dt>{t('effects.code')}</dt>
            <dd>{t(`codes.${effects.code}`)}</dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** Institutions that take children in, with how many come. */
export function AlterationTargets({ view }: { readonly view: View }) {
  const { t } = useTranslation('alterations');
  if (view.targets.length === 0) return null;
  return (
    <>
      <h3>{t('page.targets')}</h3>
      <ul className="alteration-targets">
        {view.targets.map(({ id, code, name, children }) => (
          <li key={id}>
            {name} <span className="figure soft">{code}</span>{' '}
            {children !== null && <span className="figure">{t('page.targetChildren', { count: children })}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
