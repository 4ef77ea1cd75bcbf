import { readFileSync } from 'node:fs';
import { referenceDivisions } from '@xueqian/modules/jurisdictions/server/reference-divisions.ts';
import { planHenan2017 } from '../henan-2017.ts';
import type { CountyPlan } from '../plan.ts';
import type { Seed } from '../random.ts';

const read = (name: string): string => readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8');

/** The plan of Henan in 2017, from the reference files. */
export const henan2017Plan = (seed: Seed): CountyPlan[] =>
  planHenan2017(seed, referenceDivisions(), read('henan-2017-annex2.csv'));
