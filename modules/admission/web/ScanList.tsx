import { useQueryClient } from '@tanstack/react-query';
import { uploadFile } from '@xueqian/ui/api.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { neededScans, type ScanKind, scanKinds, scanTypes } from '../application.ts';
import { readApplication, removeScan } from '../contract.ts';
import type { ApplicationView } from './AdmissionSteps.tsx';

type Props = {
  readonly applicationId: number;
  readonly scans: ApplicationView['scans'];
  readonly nature: string | null;
  /** Papers may be added and taken away. */
  readonly isOpen: boolean;
};

const accept = Object.values(scanTypes)
  .map((ending) => `.${ending}`)
  .join(',');

/** The papers by kind, to be saved and, while it is written, added or taken away. */
export function ScanList({ applicationId, scans, nature, isOpen }: Props) {
  const { t } = useTranslation('admission');
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const kind = useRef<ScanKind>('letter');
  const [sending, setSending] = useState<ScanKind | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const remove = useAct(removeScan, { refreshes: [readApplication] });
  const send = async (file: File): Promise<void> => {
    setSending(kind.current);
    setProblem(null);
    try {
      await uploadFile(`/api/admissions/${applicationId}/scans/${kind.current}`, file);
      await queries.invalidateQueries({ queryKey: [readApplication.id] });
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setSending(null);
    }
  };
  const failed = problem ?? remove.error;
  return (
    <div className="admission-scans">
      {isOpen && (
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('scan.add')}
          accept={accept}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) void send(file);
          }}
        />
      )}
      <ul>
        {scanKinds.map((each) => {
          const here = scans.filter((scan) => scan.kind === each);
          const isNeeded = neededScans(nature ?? '').includes(each);
          return (
            <li key={each}>
              <span className="admission-scan-kind">
                {t(`scan.kinds.${each}`)}
                {isOpen && isNeeded && here.length === 0 && <small className="bad">{t('scan.needed')}</small>}
              </span>
              <span className="admission-scan-files">
                {here.map((scan) => (
                  <span key={scan.id}>
                    <SmallIcon name="form" />{' '}
                    <a href={`/api/admission-scans/${scan.id}`} download={scan.fileName}>
                      {scan.fileName}
                    </a>{' '}
                    <small className="figure">{formatNumber(Math.max(1, Math.round(scan.bytes / 1024)))} KB</small>{' '}
                    {isOpen && (
                      <button
                        type="button"
                        className="plain-link"
                        onClick={() => remove.mutate({ applicationId, scanId: scan.id })}
                      >
                        {t('scan.remove')}
                      </button>
                    )}
                  </span>
                ))}
                {here.length === 0 && !isOpen && <span className="soft">—</span>}
              </span>
              {isOpen && (
                <Button
                  size="small"
                  loading={sending === each}
                  aria-label={t('scan.addKind', { kind: t(`scan.kinds.${each}`) })}
                  onClick={() => {
                    kind.current = each;
                    input.current?.click();
                  }}
                >
                  {t('scan.add')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {isOpen && <p className="soft small">{t('scan.hint')}</p>}
      {failed !== null && <ErrorState problem={failed} small />}
    </div>
  );
}
