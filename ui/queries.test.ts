import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { refreshAfter } from './queries.ts';

/** A client with two reads on the page, each counting how often it was asked. */
const opened = async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  const asked = { accounts: 0, waiting: 0 };
  const observe = (id: keyof typeof asked) =>
    new QueryObserver(client, { queryKey: [id], queryFn: () => ++asked[id] }).subscribe(() => undefined);
  const leave = [observe('accounts'), observe('waiting')];
  await client.refetchQueries();
  const before = { ...asked };
  return {
    client,
    since: () => ({ accounts: asked.accounts - before.accounts, waiting: asked.waiting - before.waiting }),
    isStale: (id: keyof typeof asked) => client.getQueryState([id])?.isInvalidated ?? false,
    close: () => {
      for (const each of leave) each();
      client.clear();
    },
  };
};

describe('after a command', () => {
  it('the reads it names are asked again, and every other answer counts as out of date', async () => {
    const page = await opened();
    await refreshAfter(page.client, [{ id: 'accounts' }]);
    expect(page.since()).toEqual({ accounts: 1, waiting: 0 });
    expect(page.isStale('waiting'), 'the page one goes to next asks anew').toBe(true);
    page.close();
  });

  it('that names none, all are asked again', async () => {
    const page = await opened();
    await refreshAfter(page.client);
    expect(page.since()).toEqual({ accounts: 1, waiting: 1 });
    page.close();
  });
});
