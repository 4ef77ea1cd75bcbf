import type { OutputOf } from '@xueqian/kernel/route.ts';
import { downloadFile, uploadFile } from '@xueqian/ui/api.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paperPath, paperUploadPath } from '../../attachments/contract.ts';
import type { RecordKind } from '../../attachments/paper.ts';
import type { readRectification } from '../rectification-contract.ts';

type Props = {
  readonly kind: RecordKind;
  readonly recordId: number;
  readonly papers: OutputOf<typeof readRectification>['papers'];
  readonly isOpen: boolean;
  readonly onAdded: () => void;
  readonly words: { readonly none: string; readonly add: string };
};

/** Photos and scans of a record: to be looked at, and added while it is open. */
export function Papers({ kind, recordId, papers, isOpen, onAdded, words }: Props) {
  const { t } = useTranslation('supervision');
  const mayAdd = useMay('attachments.add') && isOpen;
  const chooser = useRef<HTMLInputElement>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const add = (file: File) => {
    setSending(true);
    setProblem(null);
    uploadFile(paperUploadPath(kind, recordId), file)
      .then(onAdded)
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setSending(false));
  };
  return (
    <>
      {papers.length === 0 ? (
        <p className="soft">{words.none}</p>
      ) : (
        <ul className="found-lines">
          {papers.map((paper) => (
            <li key={paper.id}>
              <button
                type="button"
                className="plain-link"
                onClick={() =>
                  void downloadFile(paperPath(paper.id), paper.fileName).catch((thrown: unknown) =>
                    setProblem(problemOf(thrown)),
                  )
                }
              >
                {paper.fileName}
              </button>{' '}
              <small className="soft figure">
                {t('rectification.paperBy', { name: paper.addedBy, at: formatInstant(paper.addedAt) })}
              </small>
            </li>
          ))}
        </ul>
      )}
      {mayAdd && (
        <>
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".jpg,.jpeg,.png,.pdf"
            aria-label={words.add}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) add(file);
            }}
          />
          <Button loading={isSending} onClick={() => chooser.current?.click()}>
            {words.add}
          </Button>
        </>
      )}
      {problem !== null && <ErrorState problem={problem} small />}
    </>
  );
}
