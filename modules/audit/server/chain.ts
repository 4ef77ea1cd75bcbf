import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { blockCells, canonicalOf, type Line } from '../trail-line.ts';

/** Digests are SM3 (GB/T 32905), 32 bytes. */
export const digestLength = 32;
export const noPrevious = Buffer.alloc(digestLength);

const sm3 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

// Leaves and nodes begin with different bytes, so that no node can pass for a leaf (as in RFC 6962).
const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

export const leafOf = (cells: Line): Buffer => sm3(leafMark, canonicalOf(cells));
const nodeOf = (left: Buffer, right: Buffer): Buffer => sm3(nodeMark, left, right);

/** All layers of the tree, the leaves first; a node without a neighbour goes up as it is. */
const layersOf = (leaves: readonly Buffer[]): (readonly Buffer[])[] => {
  const layers = [leaves];
  for (let layer = leaves; layer.length > 1; ) {
    const below = layer;
    layer = Array.from({ length: Math.ceil(below.length / 2) }, (_, at) => {
      const [left, right] = [below[2 * at] as Buffer, below[2 * at + 1]];
      return right ? nodeOf(left, right) : left;
    });
    layers.push(layer);
  }
  return layers;
};

export const rootOf = (leaves: readonly Buffer[]): Buffer => layersOf(leaves).at(-1)?.[0] ?? sm3(leafMark);

/** Paths from leaves up to the root: each neighbour in hexadecimal after L or R, its side. Made for many at once. */
export const pathsOf = (leaves: readonly Buffer[]): ((position: number) => string) => {
  const layers = layersOf(leaves).slice(0, -1);
  return (position) => {
    let at = position;
    const steps: string[] = [];
    for (const layer of layers) {
      const neighbour = layer[at ^ 1];
      if (neighbour) steps.push(`${at % 2 === 0 ? 'R' : 'L'}${neighbour.toString('hex')}`);
      at >>= 1;
    }
    return steps.join(' ');
  };
};

/** The leaves of a block as they are stored: one after another. */
export const leavesOf = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / digestLength }, (_, at) =>
    bytes.subarray(at * digestLength, (at + 1) * digestLength),
  );

export type BlockHeader = {
  readonly number: number;
  readonly era: number;
  readonly snapshot: string;
  readonly entries: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly sealedAt: Date;
  readonly root: Buffer;
  readonly previous: Buffer;
};

/** The header as the texts that are digested and exported. Instants to the millisecond. */
export const headerCells = (block: BlockHeader): string[] =>
  blockCells.map((name) => {
    const value = block[name];
    if (Buffer.isBuffer(value)) return value.toString('hex');
    return value instanceof Date ? value.toISOString() : String(value);
  });

export const blockDigest = (block: BlockHeader): Buffer => sm3(JSON.stringify(headerCells(block)));

/** Ed25519 over a digest, with the key that lies outside the database. */
export type TrailKey = { readonly private: KeyObject; readonly public: KeyObject };

export const signDigest = (key: TrailKey, digest: Buffer): Buffer => sign(null, digest, key.private);
export const isSigned = (key: KeyObject, digest: Buffer, signature: Buffer): boolean =>
  verify(null, digest, key, signature);

/** The public key as people compare and files carry it. */
export const publicText = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64');
export const publicOf = (text: string): KeyObject =>
  createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });

/** Digest of any words of ours that are signed beside the blocks: retirements and exports. */
export const digestOfWords = (words: readonly string[]): Buffer => sm3(JSON.stringify(words));
