import type { Level, Role } from '@xueqian/kernel/actor.ts';
import type { Permission } from '@xueqian/kernel/permissions.ts';
import type { Need } from '@xueqian/kernel/route.ts';
import { createContext, useContext } from 'react';

/** The signed-in person, as the pages need it. */
export type Session = {
  readonly personName: string;
  readonly login: string;
  readonly role: Role;
  readonly level: Level;
  readonly officeName: string;
  readonly divisionCode: string;
  readonly institutionId: number | null;
  /** To be done before anything else; inside the shell there is none. */
  readonly need: Need | null;
  readonly permissions: readonly string[];
};

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in; only inside the shell. */
export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session here');
  return session;
};

/** Whether the signed-in person holds a permission: decides what is shown; the server decides what is done. */
export const useMay = (permission: Permission): boolean => useSession().permissions.includes(permission);
