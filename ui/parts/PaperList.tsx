import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadFile, uploadFile } from '../api.ts';
import { formatInstant } from '../format.ts';
import { type Problem, problemOf } from '../problem.ts';
import { ErrorState } from './ErrorState.tsx';
import './paper-list.css';

type Paper = { readonly id: string; readonly fileName: string; readonly addedBy: string; readonly addedAt: string };

type Props = {
  readonly papers: readonly Paper[];
  readonly pathOf: (paperId: string) => string;
  /** Where a new one is sent; null: none may be added. */
  readonly uploadTo: string | null;
  readonly onAdded: () => void;
  readonly words?: { readonly none: string; readonly add: string };
};

/** Photos and scans that go with a record: to be fetched, and added while it is open. */
export function PaperList({ papers, pathOf, uploadTo, onAdded, words }: Props) {
  const { t } = useTranslation('ui');
  const addWord = words?.add ?? t('papers.add');
  const chooser = useRef<HTMLInputElement>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fail = (thrown: unknown) => setProblem(problemOf(thrown));
  const add = (file: File) => {
    if (uploadTo === null) return;
    setSending(true);
    setProblem(null);
    uploadFile(uploadTo, file)
      .then(onAdded)
      .catch(fail)
      .finally(() => setSending(false));
  };
  return (
    <>
      {papers.length === 0 ? (
        <p className="soft">{words?.none ?? t('papers.none')}</p>
      ) : (
        <ul className="paper-list">
          {papers.map((paper) => (
            <li key={paper.id}>
              <button
                type="button"
                className="plain-link"
                onClick={() => void downloadFile(pathOf(paper.id), paper.fileName).catch(fail)}
              >
                {paper.fileName}
              </button>{' '}
              <small className="soft figure">
                {t('papers.by', { name: paper.addedBy, at: formatInstant(paper.addedAt) })}
              </small>
            </li>
          ))}
        </ul>
      )}
      {uploadTo !== null && (
        <>
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".jpg,.jpeg,.png,.pdf"
            aria-label={addWord}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) add(file);
            }}
          />
          <Button loading={isSending} onClick={() => chooser.current?.click()}>
            {addWord}
          </Button>
        </>
      )}
      {problem !== null && <ErrorState problem={problem} small />}
    </>
  );
}
