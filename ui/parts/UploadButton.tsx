import { Button } from 'antd';
import { useRef, useState } from 'react';
import { uploadFile } from '../api.ts';
import { type Problem, problemOf } from '../problem.ts';
import { ErrorState } from './ErrorState.tsx';

type Props = {
  readonly word: string;
  /** Address that takes the file. */
  readonly to: string;
  /** Endings, as the chooser of files wants them: `.csv,.xlsx`. */
  readonly accept: string;
  readonly onAdded: () => void;
};

/** Chooses one file and sends it; what is wrong with it stands below. */
export function UploadButton({ word, to, accept, onAdded }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = (file: File) => {
    setSending(true);
    setProblem(null);
    uploadFile(to, file)
      .then(onAdded)
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setSending(false));
  };
  return (
    <>
      <p>
        <input
          ref={chooser}
          type="file"
          hidden
          accept={accept}
          aria-label={word}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) send(file);
          }}
        />
        <Button loading={isSending} onClick={() => chooser.current?.click()}>
          {word}
        </Button>
      </p>
      {problem !== null && <ErrorState problem={problem} small />}
    </>
  );
}
