import { join } from 'node:path';
import { Stop, say, varFolder } from './project.mjs';

/**
 * The database to use: the one DATABASE_URL names, or the embedded one under var/postgres.
 * @param {{ handleSignals?: boolean, quiet?: boolean }} [options]
 * @returns {Promise<{ url: string, owned: boolean, stop: () => Promise<void> }>}
 */
export const openDatabase = async (options = {}) => {
  const url = process.env.DATABASE_URL;
  if (url) {
    if (!/^postgres(ql)?:\/\/\S+$/.test(url)) throw new Stop('database-url-wrong');
    return { url, owned: false, stop: async () => {} };
  }
  const { startEmbedded } = await import('../platform/postgres/embedded.mjs');
  const dataDir = join(varFolder, 'postgres');
  return startEmbedded({
    dataDir,
    handleSignals: options.handleSignals ?? true,
    notice: (event) => {
      if (!options.quiet || event !== 'start') say(`database-${event}`, { path: dataDir });
    },
  });
};
