import { readFileSync } from 'node:fs';

/**
 * Start time of a process, so that a number given again to another process is not taken for the old one.
 * Empty where the system does not tell; null when no such process runs.
 * @param {number} pid
 * @returns {string | null}
 */
export const startTimeOf = (pid) => {
  if (!isAlive(pid)) return null;
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? '');
  } catch {
    return null;
  }
};

/** @param {number} pid */
export const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
};

/**
 * Whether a process is a PostgreSQL server (where the system does not tell: whether it lives).
 * @param {number} pid
 */
export const isPostgres = (pid) => {
  if (startTimeOf(pid) === null) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
};
