import type { Tx } from '@xueqian/platform/database.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { sitsIn } from '../../classes/server/index.ts';
import type { FormValues } from '../form-rules.ts';
import { type FileRow, fileColumns, findFile, findListed, type ListedChild, listedJoins, listedSql } from './store.ts';
import { maskedFields, openingOnce, openNumbers, rowView } from './views.ts';

/** A file as a printed form needs it: the line of a list, and every value. */
export type PaperFile = {
  readonly child: ReturnType<typeof rowView>;
  readonly values: FormValues;
  readonly version: number;
};

const paperFileOf = (sealer: Sealer, listed: ListedChild, file: FileRow, whole: boolean, today: string): PaperFile => {
  const once = openingOnce(sealer);
  const values = { ...maskedFields(once, file), ...(whole ? openNumbers(once, file) : {}) } as FormValues;
  return { child: rowView(once, listed, today), values, version: file.version };
};

/** A file of my scope for printing; numbers masked unless `whole`. Who may see them whole is the caller's to ask. */
export const findPaperFile = async (
  tx: Tx,
  sealer: Sealer,
  childId: number,
  whole: boolean,
  today: string,
): Promise<PaperFile | null> => {
  const [listed, file] = [await findListed(tx, childId), await findFile(tx, childId)];
  return listed && file && paperFileOf(sealer, listed, file, whole, today);
};

/** The files of a class by name, numbers masked. */
export const listPaperFiles = async (tx: Tx, sealer: Sealer, classId: number, today: string): Promise<PaperFile[]> => {
  const rows = await tx.rows<ListedChild & FileRow>(
    `select ${listedSql}, ${fileColumns} from children.children c ${listedJoins}
     where ${sitsIn('$1')} and c.state <> 'deleted' order by c.name collate "C", c.id`,
    [classId],
  );
  return rows.map((row) => paperFileOf(sealer, row, row, false, today));
};
