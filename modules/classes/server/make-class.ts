import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { insertClass, lastSerialLocked, type NewClass } from './store.ts';

/** Makes a class; its code (班级编码) is given here: school year, type, serial. Refused: more than 99 of a type. */
export const makeClass = async (
  tx: Tx,
  actor: Actor,
  entry: NewClass,
  now: Date,
): Promise<{ id: number; code: string }> => {
  const prefix = `${entry.schoolYear}${entry.type}`;
  const serial = (await lastSerialLocked(tx, entry.institutionId, prefix)) + 1;
  if (serial > 99) throw new Refused('classes.too-many-of-type', { limit: 99 });
  const code = `${prefix}${String(serial).padStart(2, '0')}`;
  const made = await insertClass(tx, actor, entry, code, now);
  if (!made) throw new Refused('institutions.not-found');
  return { id: made.id, code };
};
