import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a worker thread from a script beside the caller, named without its extension: the source when the caller runs
 * from source (through tsx, which a worker has to be given again), the built file beside the built caller otherwise.
 */
export const startWorker = (callerUrl: string, name: string, options: WorkerOptions): Worker => {
  if (!callerUrl.endsWith('.ts')) return new Worker(new URL(`./${name}.mjs`, callerUrl), options);
  const script = new URL(`./${name}.ts`, callerUrl).href;
  const boot = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script)}); })`;
  return new Worker(boot, { ...options, eval: true });
};
