import fc from 'fast-check';

/** What JSON Schema says of one value; the contract uses a small part of it. */
export type Schema = Readonly<Record<string, unknown>>;

/** What the key at the end of the path stands for in the world of a test: an id that exists, a village. Undefined lets the schema decide. */
export type Known = (path: readonly string[], schema: Schema) => fc.Arbitrary<unknown> | undefined;

const LONGEST_MADE = 40;
const MOST_MADE = 3;

// What people type; whatever the edge would trim or refuse is for those who break schemas.
const letter = fc.constantFrom(...'松涛镇村民看病花钱房子漏水𠮷😀Aa09');
const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });

/** Values that a schema of the contract allows. Throws, with the path, at what it cannot make: no endpoint is left out in silence. */
export function valuesOf(
  schema: Schema,
  known: Known = () => undefined,
  path: readonly string[] = [],
): fc.Arbitrary<unknown> {
  const own = path.length > 0 ? known(path, schema) : undefined;
  if (own) return own;
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const inner = (part: Schema): fc.Arbitrary<unknown> => valuesOf(part, known, path);
  if (Array.isArray(schema['anyOf'])) return fc.oneof(...(schema['anyOf'] as Schema[]).map(inner));
  const { type } = schema;
  if (Array.isArray(type)) return fc.oneof(...type.map((one: string) => inner({ ...schema, type: one })));
  const make = makers[String(type ?? 'any')];
  if (!make) throw new Error(`${path.join('.')}: nothing makes ${JSON.stringify(schema)}`);
  return make(schema, known, path);
}

type Maker = (schema: Schema, known: Known, path: readonly string[]) => fc.Arbitrary<unknown>;

const makers: Readonly<Record<string, Maker>> = {
  any: () => fc.jsonValue({ maxDepth: 2 }),
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: (schema) => fc.integer({ min: bound(schema, 'minimum', 0), max: bound(schema, 'maximum', 1000) }),
  number: (schema) => fc.integer({ min: bound(schema, 'minimum', 0), max: bound(schema, 'maximum', 1000) }),
  string: text,
  array: (schema, known, path) =>
    fc.array(valuesOf(schema['items'] as Schema, known, path), {
      minLength: bound(schema, 'minItems', 0),
      maxLength: Math.min(bound(schema, 'maxItems', MOST_MADE), MOST_MADE),
    }),
  object: (schema, known, path) => {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
    const model = properties.map(([name, part]) => [name, valuesOf(part, known, [...path, name])] as const);
    return fc.record(Object.fromEntries(model), { requiredKeys: (schema['required'] ?? []) as string[] });
  },
};

function text(schema: Schema, _: Known, path: readonly string[]): fc.Arbitrary<string> {
  const { format, pattern } = schema;
  if (format === 'uuid') return fc.uuid({ version: 7 });
  if (format === 'date') return moment.map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time') return moment.map((date) => date.toISOString());
  if (format !== undefined) throw new Error(`${path.join('.')}: nothing makes a ${String(format)}`);
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  const maxLength = Math.min(bound(schema, 'maxLength', LONGEST_MADE), LONGEST_MADE);
  const minLength = bound(schema, 'minLength', 0);
  // Schemas count the halves of a character, fast-check counts characters.
  return fc
    .string({ unit: letter, minLength, maxLength })
    .filter((made) => made.length <= bound(schema, 'maxLength', Number.MAX_SAFE_INTEGER));
}

// Of integers without a bound the schema says only that a double can hold them.
function bound(schema: Schema, name: string, otherwise: number): number {
  const said = schema[name];
  return typeof said === 'number' && Math.abs(said) < Number.MAX_SAFE_INTEGER ? said : otherwise;
}
