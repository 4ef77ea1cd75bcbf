import { Refused } from '@xueqian/kernel/decision.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import { createClass, deleteClass, editClass, listClasses } from '../contract.ts';
import { makeClass } from './make-class.ts';
import { countChildren, findClassLocked, listByInstitution, removeClass, updateClass } from './store.ts';

export { makeClass } from './make-class.ts';
export {
  countsByClass,
  insertMany as insertClasses,
  listFiled as listFiledClasses,
  listNames as listClassNames,
  type NewClass,
  removeEmptyClasses,
  sitsIn,
} from './store.ts';

/** Names of constraints of this schema that a request can meet. */
export const classConstraints = {
  class_code_once_in_institution: 'classes.code-taken',
  class_name_once_in_year: 'classes.name-taken',
} as const;

export const classHandlers: Handler[] = [
  handler(listClasses, (call, input) => listByInstitution(call.tx, input.institutionId)),
  handler(createClass, async (call, input) => {
    const made = await makeClass(call.tx, call.actor, input, call.now);
    call.note(`class ${made.id}`, { name: input.name, code: made.code });
    return made;
  }),
  handler(editClass, async (call, input) => {
    const { classId, name, capacity, teacherName } = input;
    const before = await findClassLocked(call.tx, classId);
    if (!before || (await updateClass(call.tx, classId, name, capacity, teacherName)) === 0)
      throw new Refused('classes.not-found');
    call.note(`class ${classId}`, { name, ...changedFields(before, { name, capacity, teacherName }) });
    return {};
  }),
  handler(deleteClass, async (call, input) => {
    const children = await countChildren(call.tx, input.classId);
    if (children > 0) throw new Refused('classes.has-children', { children });
    if ((await removeClass(call.tx, input.classId)) === 0) throw new Refused('classes.not-found');
    call.note(`class ${input.classId}`);
    return {};
  }),
];
