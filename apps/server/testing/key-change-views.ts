import type { TestApp } from './test-app.ts';

type View = {
  state: string;
  revision: number;
  turn: string | null;
  dueOn: string | null;
  daysLeft: number | null;
  isMine: boolean;
  isRenumbered: boolean;
  fields: string[];
  before: Record<string, string | null>;
  after: Record<string, string | null>;
  may: Record<string, boolean>;
};

type File = {
  child: { state: string; numberMasked: string };
  version: number;
  fields: Record<string, string>;
  actions: { action: string; facts: Record<string, unknown> | null }[];
};

/** What people see of an application and of the file it is about. */
export const keyChangeViews = (of: () => TestApp) => ({
  read: async (login: string, id: number): Promise<View> =>
    (await of().as(login).get(`/api/key-changes/${id}`)).body as View,
  fileOf: async (login: string, childId: number): Promise<File> =>
    (await of().as(login).get(`/api/children/${childId}`)).body as File,
});
