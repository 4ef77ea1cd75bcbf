import { formatNumber } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BulkOutput, ReviewDone } from './use-review.ts';

type Props = { readonly done: ReviewDone | null; readonly onClose: () => void };

/** What a bulk decision did: figures that add up, and why some children were left out. */
export function ReviewResult({ done, onClose }: Props) {
  const { t } = useTranslation(['registration', 'ui']);
  return (
    <Modal
      open={done !== null}
      title={done === null ? '' : t(`review.result.${done.kind}Title`)}
      onCancel={onClose}
      width={620}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          {t('review.result.close')}
        </Button>
      }
    >
      {done !== null && <Inside done={done} onClose={onClose} />}
    </Modal>
  );
}

const byReason = (output: BulkOutput): readonly BulkOutput['refused'][number][][] => {
  const groups = new Map<string, BulkOutput['refused'][number][]>();
  for (const refused of output.refused) {
    const key = refused.code + JSON.stringify(refused.facts);
    groups.set(key, [...(groups.get(key) ?? []), refused]);
  }
  return [...groups.values()];
};

function Inside({ done, onClose }: { readonly done: ReviewDone; readonly onClose: () => void }) {
  const { t } = useTranslation(['registration', 'ui']);
  const { kind, output } = done;
  const textOf = useRefusalTexts(output.refused.map((refused) => refused.code));
  const numbered = output.done - output.withCase;
  const figures =
    kind === 'approve'
      ? [
          { key: 'asked', value: output.asked, tone: '' },
          { key: 'numbered', value: numbered, tone: numbered > 0 ? 'good' : '' },
          { key: 'withCase', value: output.withCase, tone: output.withCase > 0 ? 'bad' : '' },
          { key: 'refused', value: output.refused.length, tone: output.refused.length > 0 ? 'bad' : '' },
        ]
      : [
          { key: 'asked', value: output.asked, tone: '' },
          { key: kind === 'pass' ? 'passed' : 'returned', value: output.done, tone: '' },
          { key: 'refused', value: output.refused.length, tone: output.refused.length > 0 ? 'bad' : '' },
        ];
  return (
    <>
      <dl className="result-sum">
        {figures.map((figure) => (
          <div key={figure.key} className={figure.tone}>
            <dt>{t(`review.result.${figure.key}`)}</dt>
            <dd className="figure">{formatNumber(figure.value)}</dd>
          </div>
        ))}
      </dl>
      <p className="result-equation figure">
        {t(`review.result.${kind}Sum`, {
          asked: formatNumber(output.asked),
          numbered: formatNumber(numbered),
          withCase: formatNumber(output.withCase),
          returned: formatNumber(output.done),
          refused: formatNumber(output.refused.length),
        })}
      </p>
      {output.withCase > 0 && (
        <p className="result-reason">
          {t('review.result.caseHint')}{' '}
          <GoLink to={paths.cases()} onGo={onClose}>
            {t('review.result.toCases')}
          </GoLink>
        </p>
      )}
      {byReason(output).map((group) => (
        <div key={group[0]!.childId} className="result-reason">
          <p>{textOf(group[0]!.code, group[0]!.facts)}</p>
          <p>
            {t('review.result.people', {
              n: formatNumber(group.length),
              names: group
                .slice(0, 8)
                .map((refused) => refused.name)
                .join(t('review.nameSeparator')),
            })}
          </p>
        </div>
      ))}
    </>
  );
}
