import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeTestDatabase, type TestDatabase } from '@xueqian/platform/testing/test-database.ts';
import type { TrailEntry } from '@xueqian/platform/trail-entry.ts';
import { afterEach, beforeEach, expect } from 'vitest';
import { recordEntries } from '../record.ts';
import { readHead, sealTrail } from '../seal.ts';
import { verifyTrail } from '../verify.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

export { publicKey };
export const key = { private: privateKey, public: publicKey };
export const now = new Date('2026-11-22T01:00:00Z');

export const entry = (subject: string, at = now): TrailEntry => ({
  at,
  entry: 'children.edited',
  route: 'children.edit-child',
  result: 'done',
  refusal: null,
  actor: null,
  subject,
  facts: { before: 'a', after: 'b' },
  address: '127.0.0.1',
  requestId: crypto.randomUUID(),
});

/** A trail of its own for each test of a file, with a sealer and a verifier. */
export const useTrail = () => {
  const trail: { database: TestDatabase; folder: string } = { database: null as never, folder: '' };
  beforeEach(async () => {
    trail.database = await makeTestDatabase();
    trail.folder = await mkdtemp(path.join(tmpdir(), 'xueqian-trail-'));
  });
  afterEach(async () => {
    await trail.database.drop();
    await rm(trail.folder, { recursive: true, force: true });
  });
  const headFile = () => path.join(trail.folder, 'head.json');
  const write = (...subjects: string[]) =>
    trail.database.asGate((tx) =>
      recordEntries(
        tx,
        subjects.map((subject) => entry(subject)),
      ),
    );
  const seal = () => sealTrail({ database: trail.database, key, headFile: headFile() }, now);
  const verify = async () =>
    verifyTrail({ database: trail.database, key: publicKey, head: await readHead(headFile()) });
  /** What the owner of the database can do who goes around the triggers. */
  const forge = (...statements: string[]) =>
    trail.database.asOwner(async (tx) => {
      await tx.run('set local session_replication_role = replica');
      for (const statement of statements) expect(await tx.run(statement), statement).toBeGreaterThan(0);
    });
  const idOf = async (subject: string): Promise<number> =>
    (
      await trail.database.asOwner((tx) =>
        tx.one<{ id: number }>('select id from audit.entries where subject = $1', [subject]),
      )
    ).id;

  /** Three blocks: one, three and two entries. */
  const threeBlocks = async () => {
    for (const subjects of [['child 1'], ['child 2', 'child 3', 'child 4'], ['child 5', 'child 6']]) {
      await write(...subjects);
      expect(await seal()).toBe(subjects.length);
    }
  };
  return { trail, headFile, write, seal, verify, forge, idOf, threeBlocks };
};
