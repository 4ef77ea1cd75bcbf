import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from './child.ts';

type Code = 'children.not-editable' | 'children.not-deletable';
type Decided = Decision<null, { readonly code: Code; readonly facts: Record<string, string> }>;

const inTheHandsOfTheInstitution: Record<ChildState, boolean> = {
  entered: true,
  returned: true,
  confirmed: false,
  problem: true,
  numbered: false,
  deleted: false,
};

/** May the institution change the file now? Not while the county has it, and not once it has a number (key-change application). */
export const decideEdit = (state: ChildState): Decided =>
  inTheHandsOfTheInstitution[state] ? accept(null) : (refuse('children.not-editable', { state }) as Decided);

/** May the institution delete the file? Only what was never numbered and isn't before the county. */
export const decideDelete = (state: ChildState): Decided =>
  inTheHandsOfTheInstitution[state] ? accept(null) : (refuse('children.not-deletable', { state }) as Decided);

/** Who has to act next on a file in this state. */
export const nextActorOf: Record<ChildState, 'ordinary' | 'principal' | 'county' | 'none'> = {
  entered: 'principal',
  returned: 'ordinary',
  confirmed: 'county',
  problem: 'ordinary',
  numbered: 'none',
  deleted: 'none',
};
