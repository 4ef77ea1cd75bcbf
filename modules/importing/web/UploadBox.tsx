import { useQueryClient } from '@tanstack/react-query';
import { uploadFile } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { Progress } from 'antd';
import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listImports, uploadPath } from '../contract.ts';

const largest = 20 * 1024 * 1024;
const isReadable = (name: string): boolean => /\.(xlsx|csv)$/i.test(name);

/** Takes one file, by dropping or choosing, sends it and goes to its import. */
export function UploadBox({ institutionId }: { readonly institutionId: number }) {
  const { t } = useTranslation('importing');
  const go = useGo();
  const queries = useQueryClient();
  const id = useId();
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number } | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const take = async (file: File | undefined) => {
    if (file === undefined || sending !== null) return;
    setProblem(null);
    setWrong(null);
    if (!isReadable(file.name)) return setWrong(t('pages.wrongType', { name: file.name }));
    if (file.size > largest) return setWrong(t('pages.tooLarge', { name: file.name }));
    setSending({ name: file.name, share: 0 });
    try {
      const { importId } = await uploadFile<{ importId: number }>(uploadPath(institutionId), file, {
        onProgress: (share) => setSending({ name: file.name, share }),
      });
      void queries.invalidateQueries({ queryKey: [listImports.id] });
      go(paths.importOf(importId));
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setSending(null);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <label
        htmlFor={id}
        className={`upload-box${over ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <SmallIcon name="upload" size={28} />
        {sending === null ? (
          <>
            <strong>{t('pages.step.uploadText')}</strong>
            <span>{t('pages.step.uploadHint')}</span>
          </>
        ) : (
          <>
            <strong>{t('pages.uploading', { name: sending.name })}</strong>
            <Progress percent={Math.round(sending.share * 100)} />
          </>
        )}
        <input
          id={id}
          type="file"
          accept=".xlsx,.csv"
          className="only-heard"
          disabled={sending !== null}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      {wrong !== null && <NoticeLine role="alert">{wrong}</NoticeLine>}
      {problem !== null &&
        (problem.isConnectionLost ? (
          <NoticeLine role="alert">{t('pages.connectionLost')}</NoticeLine>
        ) : (
          <ErrorState problem={problem} small />
        ))}
    </>
  );
}
