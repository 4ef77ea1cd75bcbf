import { downloadFile } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { Button } from 'antd';
import { useState } from 'react';

type Props = { readonly path: string; readonly fileName: string; readonly word: string };

/** Fetches a workbook to be saved. */
export function DownloadButton({ path, fileName, word }: Props) {
  const [isFetching, setFetching] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fetchIt = () => {
    setFetching(true);
    setProblem(null);
    downloadFile(path, fileName)
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setFetching(false));
  };
  return (
    <>
      <Button loading={isFetching} onClick={fetchIt}>
        {word}
      </Button>
      {problem !== null && <ErrorState problem={problem} small />}
    </>
  );
}
