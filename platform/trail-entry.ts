import type { Actor } from '@xueqian/kernel/actor.ts';

/** One line of the trail, as the audit module writes it. */
export type TrailEntry = {
  readonly at: Date;
  readonly entry: string;
  readonly route: string;
  readonly result: 'done' | 'refused';
  /** The refusal's code, when it was refused. */
  readonly refusal: string | null;
  readonly actor: Actor | null;
  readonly subject: string | null;
  readonly facts: Record<string, unknown> | null;
  readonly address: string;
  readonly requestId: string;
};
