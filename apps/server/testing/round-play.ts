import type { RoundKind, RoundPlan } from '@xueqian/modules/yearly-round/round.ts';
import { carryOut } from '@xueqian/modules/yearly-round/server/index.ts';
import { childCells } from './child-cells.ts';
import { ok } from './replies.ts';
import type { PlaceKey, TestApp } from './test-app.ts';
import { places } from './test-offices.ts';

type Round = {
  id: number;
  revision: number;
  state: string;
  moved: number | null;
  failure: { code: string } | null;
  children: { childId: number; how: string; to: string | null; stayCode: string | null; keptCode: string | null }[];
  from: { boys: number; girls: number; moving: number; staying: number }[];
  targets: { name: string; boys: number; girls: number }[];
  may: { change: boolean; confirm: boolean; undo: boolean };
};

/** Classes, children with a number and rounds of one institution, by its own people. */
export const roundPlay = (of: () => TestApp, key: PlaceKey = 'a', firstNumber = 0) => {
  let count = firstNumber;
  const county = places.find((place) => place.key === key)?.countyCode ?? '';
  /** The number of the last child that was entered. */
  let last = 0;
  /** The youngest class, made anew for each play. */
  let small: { id: number; code: string };
  const me = () => of().as(`${key}-ordinary`);
  const principal = () => of().as(`${key}-review`);
  const base = () => `/api/institutions/${of().institution(key)}`;
  const makeClass = (type: string, over: object = {}) => {
    const shape = { name: `小${++count}班`, type, schoolYear: 2026, capacity: null, teacherName: '王老师' };
    return ok<{ id: number; code: string }>(me().post(`${base()}/classes`, { ...shape, ...over }));
  };
  const entered = async (classCode: string, over: object = {}): Promise<number> => {
    last = ++count;
    const values = childCells(last, { classCode, ...over });
    const { childId } = await ok<{ childId: number }>(
      me().post(`${base()}/children`, { requestId: crypto.randomUUID(), values }),
    );
    return childId;
  };
  const numbered = async (classCode = small.code, over: object = {}): Promise<number> => {
    const childId = await entered(classCode, over);
    const choice = { institutionId: of().institution(key), classId: null, childIds: [childId] };
    await ok(principal().post('/api/registration/confirmations', choice));
    await ok(of().as(`${county}-review`).post('/api/registration/approvals', choice));
    return childId;
  };
  const promotion = (to = `中${++count}班`, over: Partial<RoundPlan> = {}): RoundPlan => ({
    ...{ on: null, classes: [{ classId: small.id, to }], targets: [{ name: to, type: '22' }], exceptions: [] },
    ...over,
  });
  const graduation = (classId: number, over: Partial<RoundPlan> = {}): RoundPlan => ({
    ...{ on: '2027-07-03', classes: [{ classId, to: null }], targets: [], exceptions: [] },
    ...over,
  });
  const propose = (plan: RoundPlan, kind: RoundKind = 'promotion') =>
    me().post(`${base()}/yearly-rounds`, { kind, plan });
  const read = (id: number, login = `${key}-ordinary`) => ok<Round>(of().as(login).get(`/api/yearly-rounds/${id}`));
  const confirmation = ({ revision, children }: Round) => {
    const expectStayed = children.filter(({ how }) => how === 'stays').length;
    return { revision, expectMoved: children.length - expectStayed, expectStayed };
  };
  const confirm = async (id: number) =>
    principal().post(`/api/yearly-rounds/${id}/confirmation`, confirmation(await read(id)));
  const work = (id: number) => carryOut({ database: of().database, clock: of().now }, of().actor(`${key}-review`), id);
  const proposed = async (plan: RoundPlan, kind: RoundKind = 'promotion') =>
    (await ok<{ roundId: number }>(propose(plan, kind))).roundId;
  const carriedOut = async (plan: RoundPlan, kind: RoundKind = 'promotion'): Promise<Round> => {
    const id = await proposed(plan, kind);
    await ok(confirm(id));
    await work(id);
    return read(id);
  };
  const undo = async (id: number) =>
    principal().post(`/api/yearly-rounds/${id}/undoing`, { revision: (await read(id)).revision, reason: '选错班级' });
  const fileOf = (childId: number) =>
    of().database.asOwner((tx) =>
      tx.one<{ state: string; className: string | null; schoolYear: number | null; teacherName: string | null }>(
        `select c.state, l.name as "className", l.school_year as "schoolYear", l.teacher_name as "teacherName"
         from children.children c left join classes.classes l on l.id = c.class_id where c.id = $1`,
        [childId],
      ),
    );
  const withdrawOpen = async (id: number) =>
    ok(me().post(`/api/yearly-rounds/${id}/withdrawal`, { revision: (await read(id)).revision }));
  const edit = async (childId: number) => {
    const file = await ok<{ version: number; fields: object }>(me().get(`/api/children/${childId}`));
    const values = { ...file.fields, address: `花园路${++count}号` };
    await ok(me().post(`/api/children/${childId}`, { version: file.version, values }));
  };
  const begin = async () => {
    small = await makeClass('21');
    return small;
  };
  return {
    begin,
    principal,
    me,
    base,
    makeClass,
    entered,
    numbered,
    promotion,
    graduation,
    propose,
    read,
    confirmation,
    confirm,
    work,
    proposed,
    carriedOut,
    undo,
    fileOf,
    withdrawOpen,
    edit,
    lastNumber: () => last,
  };
};
