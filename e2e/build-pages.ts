import { buildWhatChanged } from '../tools/build.mjs';

/** The pages are built once for all journeys, and only when they changed. */
export default async function setup(): Promise<void> {
  await buildWhatChanged({ parts: ['web'] });
}
