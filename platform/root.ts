import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the product, found upwards from this file, so that it is the same from the sources and from the build. */
export const productRoot: string = (() => {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'db', 'migrations'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error('the folder db/migrations is not above the program');
    folder = above;
  }
  return folder;
})();
