import { type Config, readConfig } from '@xueqian/platform/config.ts';
import { FilesFault } from '@xueqian/platform/file-settings.ts';
import { say } from './say.ts';

/** The settings of this process; what is wrong with them is said in one line, and nothing begins. */
export const readSettings = (): Config => {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof FilesFault)) throw error;
    console.error(say(error.code, error.facts));
    process.exit(1);
  }
};
