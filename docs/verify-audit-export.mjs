// Checks an exported trail (.csv) with nothing but Node: node verify-audit-export.mjs <file.csv> [public key]
// The format is described in audit-export.md, beside this file.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** @param {...(Buffer | string)} parts */
const sm3 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest();

/** RFC 4180, quoted cells with doubled quotes. @param {string} text */
const rowsOf = (text) => {
  /** @type {string[][]} */ const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
};
const marked = /^'*(?:[\s\u200b\ufeff]*[=+\-@|%＝＋－＠]|[\t\r\n])/u;
/** @param {string} cell */
const restore = (cell) => (cell.startsWith("'") && marked.test(cell.slice(1)) ? cell.slice(1) : cell);

const [file = '', expectedKey] = process.argv.slice(2);
const rows = rowsOf(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')).map((row) => row.map(restore));
/** @param {string} kind @param {number} width */
const of = (kind, width) => rows.filter(([first]) => first === kind).map((row) => row.slice(1, width + 1));
/** @type {string[]} */ const wrong = [];

const [end] = of('export', 9);
if (!end) throw new Error('the last row (export) is missing');
const key = createPublicKey({ key: Buffer.from(end[6] ?? '', 'base64'), format: 'der', type: 'spki' });
if (expectedKey && expectedKey !== end[6]) wrong.push('signed with another key than the one given');

/** @type {Map<string, { root: string, digest: string, previous: string }>} */ const blocks = new Map();
for (const cells of of('block', 11)) {
  const [number = '', , , , , , , root = '', previous = '', digest = '', signature = ''] = cells;
  if (sm3(JSON.stringify(cells.slice(0, 9))).toString('hex') !== digest) wrong.push(`block ${number}: altered`);
  if (!verify(null, Buffer.from(digest, 'hex'), key, Buffer.from(signature, 'hex')))
    wrong.push(`block ${number}: not signed`);
  const before = blocks.get(String(Number(number) - 1));
  if (before && before.digest !== previous) wrong.push(`block ${number}: does not follow block ${Number(number) - 1}`);
  blocks.set(number, { root, digest, previous });
}

let unsealed = 0;
const lines = of('line', 26);
for (const cells of lines) {
  const [digest = '', block = '', path = ''] = cells.slice(23);
  const leaf = sm3(Buffer.from([0]), JSON.stringify(cells.slice(0, 23)));
  if (leaf.toString('hex') !== digest) wrong.push(`entry ${cells[0]}: altered`);
  if (block === '') unsealed += 1;
  else {
    const root = path
      .split(' ')
      .filter(Boolean)
      .reduce((at, step) => {
        const other = Buffer.from(step.slice(1), 'hex');
        return step[0] === 'L' ? sm3(Buffer.from([1]), other, at) : sm3(Buffer.from([1]), at, other);
      }, leaf);
    if (root.toString('hex') !== blocks.get(block)?.root) wrong.push(`entry ${cells[0]}: not in block ${block}`);
  }
}

const words = ['export', ...end.slice(0, 7), ...lines.map((cells) => cells[23])];
const whole = sm3(JSON.stringify(words)).toString('hex');
if (String(lines.length) !== end[5] || whole !== end[7])
  wrong.push('lines were removed, added or put in another order');
else if (!verify(null, Buffer.from(whole, 'hex'), key, Buffer.from(end[8] ?? '', 'hex')))
  wrong.push('the export is not signed');

console.log(
  `${lines.length} lines, ${blocks.size} blocks, ${unsealed} not yet sealed; exported by ${end[0]} (${end[1]}), ${end[3]}`,
);
console.log(`public key ${end[6]}`);
for (const each of wrong) console.log(`WRONG ${each}`);
console.log(wrong.length === 0 ? 'whole' : `${wrong.length} wrong`);
process.exitCode = wrong.length === 0 ? 0 : 1;
