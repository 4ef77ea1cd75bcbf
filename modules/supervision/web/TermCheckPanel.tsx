import { formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { checkTerm, readTermCheck } from '../term-contract.ts';

/** Verification at the beginning of the term: one button when nothing changed. */
export function TermCheckPanel({ institutionId }: { readonly institutionId: number }) {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const read = useRead(readTermCheck, { institutionId });
  const act = useAct(checkTerm, { onDone: () => void message.success(t('term.said')) });
  if (read.data === undefined) return read.error === null ? null : <ErrorState problem={read.error} small />;
  const { term, beginsOn, dueOn, done, may } = read.data;
  const say = (unchanged: boolean) => act.mutate({ institutionId, unchanged });
  return (
    <section className="sheet term-panel">
      <div>
        <h2>
          {t('term.title')} · {t(`term.names.${term.slice(5)}`, { year: term.slice(0, 4) })}
        </h2>
        <p>
          {done === null
            ? may
              ? t('term.ask')
              : t('term.notBegun', { on: beginsOn })
            : t(`term.done.${done.unchanged ? 'yes' : 'no'}`, { by: done.by, at: formatInstant(done.at) })}
        </p>
      </div>
      {done === null && dueOn !== null && <DueDate dueOn={dueOn} />}
      {may && (
        <div className="term-buttons">
          <ConfirmButton
            type="primary"
            word={t('term.unchanged')}
            question={t('term.question')}
            isPending={act.isPending}
            onConfirm={() => say(true)}
          />
          <ConfirmButton
            word={t('term.changed')}
            question={t('term.changedQuestion')}
            isPending={act.isPending}
            onConfirm={() => say(false)}
          />
        </div>
      )}
      {act.error !== null && <ErrorState problem={act.error} small />}
    </section>
  );
}
