import { idPageInput } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { destructionChoices } from './destruction.ts';

const institutionId = z.coerce.number().int();
const person = z.string().trim().min(2).max(30);

/** Paper files of the children that went from an institution, those that went first first. */
export const listPaperFilesOfGone = route({
  id: 'papers.list-paper-files',
  method: 'GET',
  path: '/api/institutions/:institutionId/paper-files',
  permission: 'papers.read',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput, institutionId, only: z.enum(destructionChoices).default('due') }),
  output: z.object({
    /** What the jurisdiction lays down: kept, until a year after leaving, none. */
    rule: z.enum(['kept', 'until-a-year-after-leaving', 'none']),
    rows: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        className: z.string().nullable(),
        endedOn: z.string(),
        dueOn: z.string().nullable(),
        destroyedOn: z.string().nullable(),
        destroyedBy: z.string().nullable(),
        witnessedBy: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
});

/** Paper files were destroyed by one person before another. Those that are not due stay out. */
export const recordDestructions = route({
  id: 'papers.record-destructions',
  method: 'POST',
  path: '/api/institutions/:institutionId/paper-destructions',
  permission: 'papers.record',
  audit: 'papers.destructions-recorded',
  rate: 'bulk',
  input: z.object({
    institutionId,
    ids: z.array(z.number().int()).min(1).max(500),
    destroyedOn: z.iso.date(),
    destroyedBy: person,
    witnessedBy: person,
  }),
  output: z.object({ asked: z.number(), done: z.number() }),
});

/** POST: what is due, as a list for two signatures, PDF. */
export const destructionListInput = z.object({ institutionId, language: z.enum(['zh-CN', 'en']).default('zh-CN') });
export const destructionListPath = '/api/institutions/:institutionId/destruction-list';
