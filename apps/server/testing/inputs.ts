import fc from 'fast-check';

/** What a zod schema says of itself, as far as inputs need it. */
type Def = {
  readonly type: string;
  readonly format?: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly in?: Schema;
  readonly checks?: readonly {
    readonly _zod: { readonly def: { readonly pattern?: RegExp; readonly check?: string; readonly value?: unknown } };
  }[];
};
export type Schema = { readonly def: Def };

/** Texts that break what is written without care: SQL, formulas, odd unicode, zero bytes, great length. */
export const wickedTexts = [
  '',
  ' ',
  "'; drop table children.children; --",
  "' or '1'='1",
  '$1',
  '{a,b}',
  '%_\\',
  '=HYPERLINK("http://example.org")',
  '@SUM(1)',
  '<script>alert(1)</script>',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u200b\u{10ffff}',
  '𠮷𪚥'.repeat(20),
  'NaN',
  'null',
  '-1',
  '1e309',
  '99999999999999999999999',
  '2147483648',
  '2026-13-45T99:99:99Z|5',
  '1|2|3',
  '|',
  '../../etc/passwd',
  '汉'.repeat(5000),
  'x'.repeat(100_000),
  '__proto__',
  '\t\r\n\\N\\.',
  '🙂',
  '0'.repeat(400),
] as const;

const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1), b: [levels] });

/** Values of the wrong kind. */
export const wrongValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...wickedTexts),
  fc.constantFrom(null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), Number.MAX_SAFE_INTEGER, 1e300),
  fc.constantFrom([], {}, [[]], [null], { toString: 1 }, { constructor: { prototype: {} } }, deep(60)),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.anything({ maxDepth: 3, values: [fc.string(), fc.integer(), fc.boolean()] }),
);

const patternsOf = ({ checks = [] }: Def): RegExp[] =>
  checks.flatMap(({ _zod: { def } }) => (def.pattern ? [def.pattern] : []));

const text = (def: Def): fc.Arbitrary<unknown> =>
  def.format === 'uuid'
    ? fc.uuid()
    : fc.oneof(
        fc.constantFrom(...wickedTexts),
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('410105', '410000', '2026-11-22', '测试园', '13800000000', '错误的原因'),
        fc.constantFrom('410105001000', '2026-11-22T01:00:00Z'),
        ...(def.format === 'date' ? [fc.constantFrom('2026-09-01', '2026-11-20', '2026-12-31')] : []),
        // What the schema asks for by a pattern comes by that pattern too, else its route would never be read.
        ...patternsOf(def).map((pattern) => fc.stringMatching(pattern, { maxLength: 60 })),
      );

/** A number that is a year: it begins where no number of a thing does, and few of the others would ever be one. */
const isYear = ({ checks = [] }: Def): boolean =>
  checks.some(({ _zod: { def } }) => def.check === 'greater_than' && Number(def.value) >= 1900);

/** Inputs of the kind a schema asks for; `ids` are numbers of things that exist, so that commands are reached too. */
export const inputOf = ({ def }: Schema, ids: readonly number[]): fc.Arbitrary<unknown> => {
  const inner = (schema: Schema | undefined): fc.Arbitrary<unknown> =>
    schema ? inputOf(schema, ids) : fc.constant(undefined);
  switch (def.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, schema]) => [key, inner(schema)])),
      );
    case 'optional':
    case 'default':
      return fc.option(inner(def.innerType), { nil: undefined });
    case 'nullable':
      return fc.option(inner(def.innerType), { nil: null });
    case 'array':
      return fc.array(inner(def.element), { maxLength: 4 });
    case 'record':
      return fc.dictionary(
        fc.oneof(fc.constantFrom('name', 'identityNumber', 'birthOn', 'classCode', 'address'), fc.string()),
        inner(def.valueType),
        { maxKeys: 8 },
      );
    case 'union':
      return fc.oneof(...(def.options ?? []).map(inner));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...(isYear(def) ? [2025, 2026, 2027] : ids)) },
        fc.constantFrom(0, -1, 1, 2 ** 31, -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER, 2026, 1.5),
      );
    case 'string':
      return text(def);
    case 'pipe':
      return inner(def.in);
    default:
      return wrongValue;
  }
};
