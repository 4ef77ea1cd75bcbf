import type { Level } from '@xueqian/kernel/actor.ts';
import type { Permission } from '@xueqian/kernel/permissions.ts';
import type { ComponentType } from 'react';
import type { IconName } from './parts/SmallIcon.tsx';

/** Groups of the navigation, in their order. */
export const navGroups = [
  'work',
  'children',
  'changes',
  'institutions',
  'supervision',
  'figures',
  'accounts',
  'system',
] as const;
export type NavGroup = (typeof navGroups)[number];

/** A page as data: the routes and the navigation are made of a list of these. */
export type Page = {
  /** Address below the root; parameters with a dollar sign: `/reviews/$institutionId`. */
  readonly path: string;
  /** Its name: the key of its title in ui/messages, `pages.<name>`. */
  readonly name: string;
  /** Who sees it; null: everyone who is signed in. */
  readonly permission: Permission | null;
  /** Only at these levels; all when left out. */
  readonly levels?: readonly Level[];
  /** Modules whose texts it shows. */
  readonly messages: readonly string[];
  readonly load: () => Promise<ComponentType>;
  /** Its place in the navigation; none: reached from another page. */
  readonly nav?: {
    readonly group: NavGroup;
    readonly icon: IconName;
  };
};
