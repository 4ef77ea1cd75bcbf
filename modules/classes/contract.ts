import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

export const classView = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  /** Class type: 10 托, 21 小, 22 中, 23 大, 30 混合, 40 学前班. */
  type: z.string(),
  /** First year of the school year (1 September to 31 August). */
  schoolYear: z.number(),
  capacity: z.number().nullable(),
  teacherName: z.string().nullable(),
  /** Children now in it, not deleted. */
  children: z.number(),
  waitingForPrincipal: z.number(),
});

export const listClasses = route({
  id: 'classes.list-classes',
  method: 'GET',
  path: '/api/institutions/:institutionId/classes',
  permission: 'classes.read',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId: z.coerce.number().int() }),
  output: z.array(classView),
});

const classFields = {
  name: z.string().trim().min(1).max(30),
  type: z.enum(['10', '21', '22', '23', '30', '40']),
  schoolYear: z.number().int().min(2000).max(2100),
  capacity: z.number().int().min(1).max(80).nullable(),
  teacherName: z.string().trim().max(36).nullable(),
};

/** Make a class; its code (班级编码) is given by the system: school year, type, serial. */
export const createClass = route({
  id: 'classes.create-class',
  method: 'POST',
  path: '/api/institutions/:institutionId/classes',
  permission: 'classes.edit',
  audit: 'classes.class-created',
  rate: 'write',
  input: z.object({ institutionId: z.coerce.number().int(), ...classFields }),
  output: z.object({ id: z.number(), code: z.string() }),
});

export const editClass = route({
  id: 'classes.edit-class',
  method: 'POST',
  path: '/api/classes/:classId',
  permission: 'classes.edit',
  audit: 'classes.class-edited',
  rate: 'write',
  input: z.object({
    classId: z.coerce.number().int(),
    name: classFields.name,
    capacity: classFields.capacity,
    teacherName: classFields.teacherName,
  }),
  output: z.object({}),
});

/** A class without children can be deleted; one with children can't (classes.has-children). */
export const deleteClass = route({
  id: 'classes.delete-class',
  method: 'POST',
  path: '/api/classes/:classId/deletion',
  permission: 'classes.edit',
  audit: 'classes.class-deleted',
  rate: 'write',
  input: z.object({ classId: z.coerce.number().int() }),
  output: z.object({}),
});
