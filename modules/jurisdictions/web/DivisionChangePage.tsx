import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readChange } from '../division-contract.ts';
import { ChangeActions } from './ChangeActions.tsx';
import { ChangePreview } from './ChangePreview.tsx';
import { ChangeStateTag } from './ChangeStateTag.tsx';
import { useChangeWords } from './use-change-words.ts';
import './jurisdictions.css';

/** How often the progress of a change under way is asked for, in milliseconds. */
const pollEvery = 1500;

/** One change: what it moves, who decides, how far it has come. */
export function DivisionChangePage() {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const changeId = usePathNumber('changeId');
  const words = useChangeWords();
  const known = useRead(readChange, { changeId });
  const isUnderWay = known.data?.state === 'planned' || known.data?.state === 'running';
  const watched = useRead(readChange, { changeId }, { every: isUnderWay ? pollEvery : false });
  const one = watched.data ?? known.data;
  const refusal = useRefusalTexts(one?.problem ? [one.problem.code] : []);
  if (known.error !== null) return <ErrorState problem={known.error} onRetry={() => void known.refetch()} />;
  if (one === undefined) return <LoadingState lines={10} />;
  const facts: readonly (readonly [string, string])[] = [
    [t('change.kind'), t(`change.kinds.${one.kind}`)],
    [t('change.on'), formatDate(one.inForceOn)],
    [t('change.document'), [one.documentTitle, one.documentNumber].filter(Boolean).join(' ')],
    [t('change.office'), one.officeName],
    [t('change.draftedBy'), `${one.draftedBy} ${formatInstant(one.draftedAt)}`],
    ...(one.reason === '' ? [] : [[t('change.reason'), one.reason] as const]),
    ...(one.decidedBy === null
      ? []
      : [[t('change.decidedBy'), `${one.decidedBy} ${formatInstant(one.decidedAt)}`] as const]),
    ...(one.decisionReason === null ? [] : [[t('change.decision'), one.decisionReason] as const]),
    ...(one.finishedAt === null ? [] : [[t('change.finished'), formatInstant(one.finishedAt)] as const]),
  ];
  return (
    <>
      <PageHeader
        title={words(one)}
        aside={<ChangeStateTag state={one.state} />}
        back={{ to: paths.divisionChanges, word: t('ui:pages.division-changes') }}
        actions={<Button onClick={() => window.print()}>{t('policy.print')}</Button>}
      />
      {one.problem !== null && (
        <NoticeLine>
          {t('change.problem')}
          {': '}
          {refusal(one.problem.code, one.problem.facts as never)}
        </NoticeLine>
      )}
      {one.state === 'planned' && <NoticeLine>{t('change.waitsFor', { date: one.inForceOn })}</NoticeLine>}
      {one.state === 'carried-out' && <NoticeLine>{t('change.done')}</NoticeLine>}
      {one.step !== null && one.finishedAt === null && (
        <div className="sheet change-progress" role="status">
          <span>{t(`change.steps.${one.step}`)}</span>
          <progress value={one.done} max={one.total} aria-label={t('change.progress')} />
          <span className="figure">
            {one.done} / {one.total}
          </span>
        </div>
      )}
      <section className="sheet">
        <h2>{t('change.facts')}</h2>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <ChangeActions change={one} />
      </section>
      {one.figures !== null && <ChangePreview changeId={changeId} figures={one.figures} divisions={one.divisions} />}
    </>
  );
}
