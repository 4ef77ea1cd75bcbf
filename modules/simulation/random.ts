/**
 * Chance that can be repeated: the small fast counting generator sfc32 (C. Doty-Humphrey, public domain), started
 * from a hash of a seed and a key, so that every institution has a stream of its own, in whatever order it is asked.
 */
export type Random = {
  /** 0 ≤ x < 1. */
  next(): number;
  /** An integer 0 ≤ x < below. */
  int(below: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** Normal distribution, mean 0, deviation 1. */
  normal(): number;
  /** A generator of its own for a part. */
  split(key: string): Random;
};

export type Seed = number | string;

/** Four 32-bit words of a text (FNV-1a with four offsets, then mixed). */
const hashOf = (text: string): [number, number, number, number] => {
  const words: [number, number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    words[0] = Math.imul(words[0] ^ code, 0x01000193);
    words[1] = Math.imul(words[1] ^ (code + words[0]), 0x85ebca77);
    words[2] = Math.imul(words[2] ^ (code + words[1]), 0xc2b2ae3d);
    words[3] = Math.imul(words[3] ^ (code + words[2]), 0x27d4eb2f);
  }
  return words;
};

class SmallFastCounting implements Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
    const [a, b, c, d] = hashOf(name);
    this.#a = a ^ d;
    this.#b = b;
    this.#c = c;
    for (let round = 0; round < 15; round++) this.next();
  }

  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)]!;
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  split(key: string): Random {
    return new SmallFastCounting(`${this.#name}/${key}`);
  }
}

/** The generator of a seed and a key; the same two give the same numbers for ever. */
export const randomOf = (seed: Seed, key: string): Random => new SmallFastCounting(`${seed}/${key}`);

/** Picks values in proportion to their weights in constant time (alias method of Walker and Vose). */
export const weightedPicker = <T>(entries: readonly (readonly [T, number])[]): ((random: Random) => T) => {
  const size = entries.length;
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  const share = entries.map(([, weight]) => (weight / total) * size);
  const limit = new Float64Array(size).fill(1);
  const alias = new Int32Array(size);
  const small: number[] = [];
  const large: number[] = [];
  for (let at = 0; at < size; at++) (share[at]! < 1 ? small : large).push(at);
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large.pop()!;
    limit[low] = share[low]!;
    alias[low] = high;
    share[high] = share[high]! + share[low]! - 1;
    (share[high]! < 1 ? small : large).push(high);
  }
  const values = entries.map(([value]) => value);
  return (random) => {
    const at = random.int(size);
    return values[random.next() < limit[at]! ? at : alias[at]!]!;
  };
};
