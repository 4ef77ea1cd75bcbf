import type { FieldProps } from '@rjsf/utils';
import { downloadFile, uploadFile } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';

export type Paper = { readonly id: string; readonly fileName: string };
/** Where papers go, and what is there; without an answer (a preview) nothing is sent. */
export type PaperMeans = { readonly answerId: number | null; readonly papers: readonly Paper[] };

/** Papers of one field of an answer, by name. */
export function PaperLinks({ papers }: { readonly papers: readonly Paper[] }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <>
      {papers.map(({ id, fileName }) => (
        <button
          key={id}
          type="button"
          className="plain-link"
          onClick={() =>
            void downloadFile(paperPath(id), fileName).catch((thrown: unknown) => setProblem(problemOf(thrown)))
          }
        >
          {fileName}
        </button>
      ))}
      {problem !== null && <ErrorState problem={problem} small />}
    </>
  );
}

/** A field that takes photos and scans: they are sent at once, the answer keeps their names. */
export function PapersField({ formData, onChange, fieldPathId, registry, schema }: FieldProps) {
  const { t } = useTranslation('forms');
  const means = (registry.formContext as { papers: PaperMeans }).papers;
  const chooser = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<readonly Paper[]>([]);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ids: readonly string[] = Array.isArray(formData) ? formData : [];
  const known = [...means.papers, ...sent];
  const keep = (next: readonly string[]) => onChange([...next], fieldPathId.path);
  const add = (file: File) => {
    if (means.answerId === null) return;
    setSending(true);
    setProblem(null);
    uploadFile<{ id: string }>(paperUploadPath('form-answer', means.answerId), file)
      .then(({ id }) => {
        setSent((before) => [...before, { id, fileName: file.name }]);
        keep([...ids, id]);
      })
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setSending(false));
  };
  return (
    <div className="form-papers">
      {ids.map((id) => {
        const paper = known.find((each) => each.id === id) ?? { id, fileName: id };
        return (
          <span key={id} className="form-paper">
            <PaperLinks papers={[paper]} />
            <button
              type="button"
              className="plain-link"
              aria-label={t('answer.removePaper', { name: paper.fileName })}
              onClick={() => keep(ids.filter((each) => each !== id))}
            >
              ×
            </button>
          </span>
        );
      })}
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".jpg,.jpeg,.png,.pdf"
        aria-label={`${t('answer.addPaper')} ${schema.title ?? ''}`}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) add(file);
        }}
      />
      <Button
        id={fieldPathId.$id}
        loading={isSending}
        disabled={means.answerId === null}
        onClick={() => chooser.current?.click()}
      >
        {t('answer.addPaper')}
      </Button>
      <small className="soft">{t('answer.paperHint')}</small>
      {problem !== null && <ErrorState problem={problem} small />}
    </div>
  );
}
