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
import type { readRectification } from '../rectification-contract.ts';

type Notice = OutputOf<typeof readRectification>;

/** Photos and scans of a notice: to be looked at, and added while it is open. */
export function Papers({ notice, onAdded }: { readonly notice: Notice; readonly onAdded: () => void }) {
  const { t } = useTranslation('supervision');
  const mayAdd = useMay('attachments.add') && notice.state !== 'accepted';
  const chooser = useRef<HTMLInputElement>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const add = (file: File) => {
    setSending(true);
    setProblem(null);
    uploadFile(paperUploadPath('rectification', notice.id), file)
      .then(onAdded)
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setSending(false));
  };
  return (
    <>
      {notice.papers.length === 0 ? (
        <p className="soft">{t('rectification.noPapers')}</p>
      ) : (
        <ul className="found-lines">
          {notice.papers.map((paper) => (
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
            aria-label={t('rectification.addPaper')}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) add(file);
            }}
          />
          <Button loading={isSending} onClick={() => chooser.current?.click()}>
            {t('rectification.addPaper')}
          </Button>
        </>
      )}
      {problem !== null && <ErrorState problem={problem} small />}
    </>
  );
}
