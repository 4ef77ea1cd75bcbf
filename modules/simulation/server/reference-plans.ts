import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DivisionRegister } from '@xueqian/modules/jurisdictions/divisions.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { planHenan2017 } from '../henan-2017.ts';
import type { CountyPlan } from '../plan.ts';
import type { Seed } from '../random.ts';
import { planSample, type SampleCounty } from '../sample.ts';

const read = (name: string): string =>
  readFileSync(path.join(productRoot, 'modules/simulation/reference', name), 'utf8');

/** The plan of Henan in 2017, with its figures read from the reference files. */
export const henan2017Plan = (seed: Seed, register: DivisionRegister): CountyPlan[] =>
  planHenan2017(seed, register, read('henan-2017-annex2.csv'));

/** The plan of the sample on a day, with its kindergartens read from the reference files. */
export const samplePlan = (seed: Seed, register: DivisionRegister, today: string): SampleCounty[] =>
  planSample(seed, register, read('kindergartens.csv'), today);
