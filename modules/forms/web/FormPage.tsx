import type { OutputOf } from '@xueqian/kernel/route.ts';
import { downloadFile } from '@xueqian/ui/api.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress, useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answersWorkbookPath, closeForm, publishForm, readForm } from '../contract.ts';
import { type OpenAnswerRule, openAnswerRules } from '../form.ts';
import { AskedList } from './AskedList.tsx';
import { FormCounts } from './FormCounts.tsx';
import { FormTag } from './FormTag.tsx';
import { usePeriodWords } from './use-period-words.ts';
import './forms.css';

type Form = OutputOf<typeof readForm>;

/** One form: publishing, its versions, who has answered in a period and what the answers say together. */
export function FormPage() {
  const { t } = useTranslation('forms');
  const periodWords = usePeriodWords();
  const { query, setQuery } = useAddress();
  const read = useRead(readForm, { formId: usePathNumber('formId') });
  const [problem, setProblem] = useState<Problem | null>(null);
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  const form = read.data;
  const round = form.rounds.find(({ id }) => String(id) === query['round']) ?? form.rounds[0];
  const terms = [
    form.officeName,
    t(`cycles.${form.cycle}`),
    form.divisionNames.map(({ name }) => name).join(t('workbook.separator')),
  ];
  return (
    <>
      <PageHeader
        title={form.title}
        back={{ to: paths.forms, word: t('title') }}
        aside={<FormTag state={form.state} />}
        note={terms.join(' · ')}
        actions={<Actions form={form} />}
      />
      {form.isChanged && form.may.edit && form.newestVersion > 0 && <NoticeLine>{t('form.changed')}</NoticeLine>}
      {round === undefined ? (
        <p className="sheet soft">{t('form.noRounds')}</p>
      ) : (
        <>
          <div className="toolbar">
            <Select
              aria-label={t('form.round')}
              className="form-rounds"
              value={round.id}
              onChange={(id: number) => setQuery({ round: String(id) }, { replace: true })}
              options={form.rounds.map((each) => ({ value: each.id, label: periodWords(each.period) }))}
            />
            <span className="figure">{t('form.due', { on: round.dueOn ?? t('mine.noDue') })}</span>
            <span className="space" />
            <Button
              onClick={() =>
                void downloadFile(answersWorkbookPath(form.id, round.id), `${form.title}.xlsx`).catch(
                  (thrown: unknown) => setProblem(problemOf(thrown)),
                )
              }
            >
              {t('form.export')}
            </Button>
          </div>
          {problem !== null && <ErrorState problem={problem} small />}
          <FormCounts formId={form.id} roundId={round.id} />
          <AskedList formId={form.id} roundId={round.id} />
        </>
      )}
      {form.versions.length > 0 && (
        <section className="sheet">
          <h2>{t('form.versions')}</h2>
          <ul className="form-versions">
            {form.versions.map((each) => (
              <li key={each.version}>
                <strong>{t('form.version', { version: each.version })}</strong>{' '}
                <span className="soft figure">
                  {t('form.publishedBy', { name: each.publishedBy, at: formatInstant(each.publishedAt) })} ·{' '}
                  {t('form.answersOfVersion', { count: each.answers })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Actions({ form }: { readonly form: Form }) {
  const { t } = useTranslation(['forms', 'ui']);
  const { message } = App.useApp();
  const go = useGo();
  const [asks, setAsks] = useState(false);
  const [rule, setRule] = useState<OpenAnswerRule>('may-stay');
  const publish = useAct(publishForm, {
    onDone: ({ version }) => {
      setAsks(false);
      void message.success(t('form.published', { version }));
    },
  });
  const close = useAct(closeForm, { onDone: () => void message.success(t('form.closed')) });
  const asked = { formId: form.id, revision: form.revision };
  const problem = publish.error ?? close.error;
  return (
    <>
      {form.may.close && (
        <ConfirmButton
          danger
          word={t('form.close')}
          question={t('form.closeQuestion')}
          isPending={close.isPending}
          onConfirm={() => close.mutate(asked)}
        />
      )}
      {form.may.edit && <Button onClick={() => go(paths.editForm(form.id))}>{t('form.edit')}</Button>}
      {form.may.publish && form.newestVersion === 0 && (
        <ConfirmButton
          type="primary"
          word={t('form.publish')}
          question={t('form.publishQuestion')}
          isPending={publish.isPending}
          onConfirm={() => publish.mutate({ ...asked, openAnswers: 'may-stay' })}
        />
      )}
      {form.may.publish && form.newestVersion > 0 && (
        <Button type="primary" onClick={() => setAsks(true)}>
          {t('form.publishNew')}
        </Button>
      )}
      {problem !== null && !asks && <ErrorState problem={problem} small />}
      <Modal
        open={asks}
        title={t('form.publishNewTitle')}
        okText={t('form.publishNew')}
        cancelText={t('ui:cancel')}
        confirmLoading={publish.isPending}
        onOk={() => publish.mutate({ ...asked, openAnswers: rule })}
        onCancel={() => setAsks(false)}
      >
        <p>{t('form.openAnswers')}</p>
        <Radio.Group
          value={rule}
          onChange={(event) => setRule(event.target.value as OpenAnswerRule)}
          options={openAnswerRules.map((each) => ({ value: each, label: t(`form.${each}`) }))}
        />
        {publish.error !== null && <ErrorState problem={publish.error} small />}
      </Modal>
    </>
  );
}
