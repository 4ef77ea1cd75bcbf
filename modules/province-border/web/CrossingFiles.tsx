import type { OutputOf } from '@xueqian/kernel/route.ts';
import { saveAs } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makeFile, type readCrossing, takeAnswer } from '../contract.ts';
import { makeAnswer } from '../file-contract.ts';

type View = OutputOf<typeof readCrossing>;
type Made = OutputOf<typeof makeFile>;

/** The files that go between the provinces: made here, and what came back taken in. */
export function CrossingFiles({ view }: { readonly view: View }) {
  const { t } = useTranslation('province-border');
  const { message } = App.useApp();
  const [made, setMade] = useState<Made | null>(null);
  const keep = (output: Made) => {
    saveAs(new Blob([output.text], { type: 'application/json' }), output.fileName);
    setMade(output);
  };
  const file = useAct(makeFile, { refreshes: [], onDone: keep });
  const answer = useAct(makeAnswer, { refreshes: [], onDone: keep });
  const take = useAct(takeAnswer, { onDone: () => void message.success(t('acts.done')) });
  if (!view.may.fetch && !view.may.takeAnswer) return null;
  const isOut = view.direction === 'out';
  const crossingId = view.id;
  const problem = file.error ?? answer.error ?? take.error;
  return (
    <section className="sheet crossing-part not-printed">
      <h2>{t('page.file')}</h2>
      <p className="soft">{t(isOut ? 'page.fileHint' : 'page.answerHint')}</p>
      <div className="crossing-buttons">
        {view.may.fetch && (
          <Button
            type="primary"
            loading={file.isPending || answer.isPending}
            onClick={() => (isOut ? file : answer).mutate({ crossingId })}
          >
            {t(isOut ? 'page.makeFile' : 'page.makeAnswer')}
          </Button>
        )}
        {view.may.takeAnswer && (
          <Upload
            accept=".json"
            showUploadList={false}
            beforeUpload={(chosen) => {
              void chosen.text().then((text) => take.mutate({ crossingId, text }));
              return false;
            }}
          >
            <Button loading={take.isPending}>{t('page.takeAnswer')}</Button>
          </Upload>
        )}
      </div>
      {view.may.takeAnswer && <p className="soft">{t('page.takeAnswerHint')}</p>}
      {made !== null && (
        <NoticeLine tone="quiet">
          {t('page.made', { name: made.fileName })}
          {made.openingCode !== null && (
            <>
              {' '}
              {t('page.code')} <strong className="figure crossing-code">{made.openingCode}</strong>
            </>
          )}
        </NoticeLine>
      )}
      {problem !== null && <ErrorState problem={problem} small />}
    </section>
  );
}
