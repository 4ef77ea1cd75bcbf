import { levels, roles } from '@xueqian/kernel/actor.ts';
import { mayAtLevel, type Permission, permissions } from '@xueqian/kernel/permissions.ts';
import { type ChildState, childStates } from '@xueqian/modules/children/child.ts';
import childTexts from '@xueqian/modules/children/messages/zh-CN.json' with { type: 'json' };
import { decideDelete, decideEdit, isKeptUp } from '@xueqian/modules/children/rules.ts';
import { decideLeaving, decideSuspension, decideUndo } from '@xueqian/modules/departures/leaving.ts';
import { decideArbitration } from '@xueqian/modules/duplicates/arbitration.ts';
import {
  decideApprove,
  decideConfirm,
  decideFirstReview,
  decideReturnToEntry,
  decideReturnToInstitution,
} from '@xueqian/modules/registration/rules.ts';
import { decideBegin } from '@xueqian/modules/transfers/transfer.ts';
import type { Handler, StreamHandler } from '@xueqian/platform/handler.ts';
import { say } from './say.ts';

const made = '<!-- Made by `npm run generate`; do not edit. -->';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Permission × level × role, as kernel/permissions.ts has it. */
export const permissionsDocument = (): string => {
  const rows = (Object.keys(permissions) as Permission[]).map((permission) => [
    `\`${permission}\``,
    ...levels.map((level) => {
      const holders = roles.filter((role) => mayAtLevel(permission, level, role));
      return holders.length === 0 ? '–' : holders.map((role) => say(`role.${role}`)).join('<br>');
    }),
  ]);
  const words = roles.map((role) => `- ${say(`role.${role}`)}: \`${role}\``);
  return [
    made,
    '# Permissions',
    'Who may do what, by level and role. Row security is the second wall behind it: [schema.sql](../../db/schema.sql).',
    words.join('\n'),
    table(['Permission', ...levels.map((level) => `${say(`level.${level}`)}<br>\`${level}\``)], rows),
    '',
  ].join('\n\n');
};

type Served = { id: string; method: string; path: string; permission: string; audit: string | null; rate: string };

/** Every operation the server answers, by module. */
export const routesDocument = (handlers: readonly Handler[], streams: readonly StreamHandler[]): string => {
  const served: Served[] = [...handlers.map(({ contract }) => contract), ...streams];
  const modules = [...new Set(served.map(({ id }) => id.split('.')[0] ?? ''))].sort();
  const sections = modules.flatMap((module) => [
    `## ${module}`,
    table(
      ['Route', 'Method', 'Path', 'Permission', 'Trail entry', 'Rate'],
      served
        .filter(({ id }) => id.startsWith(`${module}.`))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((route) => [
          `\`${route.id}\``,
          route.method,
          `\`${route.path}\``,
          route.permission,
          route.audit ?? '–',
          route.rate,
        ]),
    ),
  ]);
  return [
    made,
    '# Routes',
    `${served.length} operations. Permissions are explained in [permissions.md](permissions.md).`,
    ...sections,
    '',
  ].join('\n\n');
};

type Step = {
  readonly act: string;
  readonly from: (state: ChildState) => boolean;
  readonly to: readonly ChildState[];
};

const actions = childTexts.pages.child.action;

const aDay = '2026-09-01';

/** A file that no first review was asked of, and one that waits for the town. */
const direct = (state: ChildState) => ({ state, firstReviewDueOn: null, firstReviewedAt: null, today: '2026-09-01' });
const beforeTown = (state: ChildState) => ({
  ...direct(state),
  firstReviewDueOn: '2026-09-08',
  enteredBy: 1,
  confirmedBy: 2,
});

/** What the rules let happen in which state; a state that no rule lets leave has no way out of it here either. */
const steps: readonly Step[] = [
  {
    act: actions.edited,
    from: (state) => decideEdit(state).accepted && !isKeptUp(state),
    to: ['entered', 'problem'],
  },
  // With a number, all but key information is kept up, and the state stays.
  ...(['numbered', 'suspended'] as const).map((kept) => ({
    act: actions.edited,
    from: (state: ChildState) => state === kept && decideEdit(state).accepted,
    to: [kept],
  })),
  {
    act: actions.confirmed,
    from: (state) => decideConfirm({ state, enteredBy: 1 }, 2).accepted,
    to: ['confirmed'],
  },
  {
    act: actions['returned-by-principal'],
    from: (state) => decideReturnToEntry({ state }).accepted,
    to: ['returned'],
  },
  {
    act: actions['first-reviewed'],
    from: (state) => decideFirstReview(beforeTown(state), 3).accepted,
    to: ['confirmed'],
  },
  {
    act: actions['returned-by-town'],
    from: (state) => decideFirstReview(beforeTown(state), 3).accepted,
    to: ['returned'],
  },
  {
    act: actions.numbered,
    from: (state) => decideApprove({ ...direct(state), institutionReviewed: true, mayBeAnother: false }).accepted,
    to: ['numbered'],
  },
  {
    act: actions['case-opened'],
    from: (state) => decideApprove({ ...direct(state), institutionReviewed: true, mayBeAnother: false }).accepted,
    to: ['problem'],
  },
  {
    act: actions['returned-by-county'],
    from: (state) => decideReturnToInstitution(direct(state)).accepted,
    to: ['returned'],
  },
  { act: actions.deleted, from: (state) => decideDelete(state).accepted, to: ['deleted'] },
  {
    act: actions.left,
    from: (state) => decideLeaving({ state, admittedOn: aDay, obstacle: null }, aDay, aDay).accepted,
    to: ['left'],
  },
  {
    act: actions.undone,
    from: (state) => decideUndo({ recordedAt: new Date(aDay), isUndone: false, state }, new Date(aDay)).accepted,
    to: ['numbered', 'suspended'],
  },
  {
    act: actions.suspended,
    from: (state) =>
      decideSuspension({ state, admittedOn: aDay }, { fromOn: aDay, untilOn: '2026-10-01' }, aDay).accepted,
    to: ['suspended'],
  },
  {
    act: actions.merged,
    from: (state) =>
      decideArbitration({ kind: 'possible', state: 'open', laterState: state, earlierState: 'numbered' }, 'one-child')
        .accepted,
    to: ['merged'],
  },
  {
    act: actions.unmerged,
    from: (state) => state === 'merged',
    to: ['entered', 'returned', 'confirmed', 'problem', 'numbered', 'suspended'],
  },
  { act: actions.resumed, from: (state) => state === 'suspended', to: ['numbered'] },
  {
    act: actions.transferred,
    from: (state) =>
      decideBegin({ state, institutionId: 1, isMoving: false, isChangingKey: false, isOfClosed: false }, 2).accepted,
    to: ['numbered'],
  },
];

/** The states of a child's registration, found by asking the rules about every state. */
export const childStatesDocument = (): string => {
  const arrows = [
    `  [*] --> entered: ${actions.entered}`,
    `  [*] --> problem: ${actions['case-opened']}`,
    ...childStates.flatMap((state) =>
      steps
        .filter(({ from }) => from(state))
        .flatMap(({ act, to }) => to.map((end) => `  ${state} --> ${end}: ${act}`)),
    ),
  ];
  const ends = childStates.filter((state) => !steps.some(({ from }) => from(state)));
  return [
    made,
    '# States of a child’s registration',
    [
      '```mermaid',
      'stateDiagram-v2',
      ...childStates.map((state) => `  ${state}: ${childTexts.states[state]}`),
      ...arrows,
      ...ends.map((state) => `  ${state} --> [*]`),
      '```',
    ].join('\n'),
    '',
  ].join('\n\n');
};
