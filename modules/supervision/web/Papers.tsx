import type { OutputOf } from '@xueqian/kernel/route.ts';
import { PaperList } from '@xueqian/ui/parts/PaperList.tsx';
import { useMay } from '@xueqian/ui/session.ts';
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
  const mayAdd = useMay('attachments.add') && isOpen;
  return (
    <PaperList
      papers={papers}
      pathOf={paperPath}
      uploadTo={mayAdd ? paperUploadPath(kind, recordId) : null}
      onAdded={onAdded}
      words={words}
    />
  );
}
