/** Milliseconds in words. */
export const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** Milliseconds that some work takes. */
export const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> => {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
};

/** Median and 99th percentile of repeated work, in milliseconds; the first runs warm up and don't count. */
export const repeated = async (
  times: number,
  work: (round: number) => Promise<unknown>,
): Promise<{ median: number; p99: number }> => {
  const all: number[] = [];
  for (let round = -3; round < times; round += 1) {
    const { ms } = await timed(() => work(round + 3));
    if (round >= 0) all.push(ms);
  }
  all.sort((one, other) => one - other);
  return {
    median: all[Math.floor(all.length / 2)] ?? 0,
    p99: all[Math.min(all.length - 1, Math.floor(all.length * 0.99))] ?? 0,
  };
};

export type Figure = {
  readonly work: string;
  readonly ours: string;
  readonly plain: string;
  readonly ratio: string;
  readonly aim: string;
};

const figures: Figure[] = [];

/** Notes a figure; the whole table is printed at the end. */
export const note = (work: string, ours: string, plain = '', ratio = '', aim = ''): void => {
  figures.push({ work, ours, plain, ratio, aim });
  console.error(
    `${work}: ${ours}${plain ? `; plain PostgreSQL ${plain}` : ''}${ratio ? `; ratio ${ratio}` : ''}${aim ? ` (aim ${aim})` : ''}`,
  );
};

export const printFigures = (): void => {
  console.log('| work | here | plain PostgreSQL, same run | ratio | aim |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const each of figures)
    console.log(`| ${each.work} | ${each.ours} | ${each.plain} | ${each.ratio} | ${each.aim} |`);
};
