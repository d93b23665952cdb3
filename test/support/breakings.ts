import { gzipSync } from 'node:zlib';
import type { Schema } from './inputs.js';
import { callOf, type Operation, type Values } from './operations.js';
import type { Call } from './wire.js';

/** Makes of what an operation takes something that it may never take; null where it has nothing that could break so. `pick` chooses among several. */
export type Breaking = (operation: Operation, values: Values, pick: number) => Call | null;

interface Leaf {
  readonly path: readonly string[];
  readonly schema: Schema;
}

const foul = ['\0', '\u0007', '\u202e', '\u2066', '\ud842', '\udfb7', '\ufffd', '\u001b[31m'];
const strange = ['surprise', 'role', 'constructor', 'toString', 'hasOwnProperty', '$where', 'id[]', ''];
const badEscapes = ['%00', '%c0%ae', '%E0%A4%A', '..%2f..%2fetc%2fpasswd', '%', 'x'.repeat(5_000)];
const otherTypes = ['text/plain', 'application/x-www-form-urlencoded', 'text/xml', 'x'];
const DEEP = 10_000;

const one = <T>(list: readonly T[], pick: number): T | undefined => list[pick % list.length];

/** Every way in which a call is broken. */
export const breakings: Readonly<Record<string, Breaking>> = {
  'an unknown key': (operation, values, pick) =>
    operation.name.startsWith('GET') || operation.wire !== 'none'
      ? callOf(operation, { ...values, [one(strange, pick) ?? '']: 'x' })
      : null,

  'a key of the prototype': (operation, values) => {
    const call = callOf(operation, values);
    if (operation.wire === 'none') return { ...call, path: withQuery(call.path, '__proto__=1') };
    const { body } = call;
    return typeof body === 'string'
      ? { ...call, body: body.replace('{', '{"__proto__":{"staff":true},') }
      : null;
  },

  'a key that is missing': (operation, values, pick) => {
    const required = (operation.schema['required'] as string[]).filter(
      (key) => operation.place(key) !== 'path',
    );
    const key = one(required, pick);
    if (key === undefined) return null;
    const { [key]: _, ...left } = values;
    return callOf(operation, left);
  },

  'another type': (operation, values, pick) => {
    const leaf = one(
      leavesOf(operation.schema, values).filter(
        ({ path, schema }) => isTyped(schema) && inBody(operation, path),
      ),
      pick,
    );
    if (!leaf) return null;
    const isScalar = !['array', 'object'].includes(String(leaf.schema['type']));
    const other = isScalar ? one([['x'], { a: 1 }, [[]]], pick) : 'x';
    return callOf(operation, replaced(values, leaf.path, other));
  },

  'a list where one is expected': (operation, values, pick) => {
    const key = one(
      Object.keys(values).filter((name) => operation.place(name) === 'query'),
      pick,
    );
    if (key === undefined) return null;
    const { path } = callOf(operation, values);
    const again = one([`${key}=1`, `${key}[]=1`, `${key}[a]=1`, `${key}%5B%5D=1`], pick) ?? '';
    return { ...callOf(operation, values), path: withQuery(path, again) };
  },

  'what nobody types': (operation, values, pick) => {
    const leaf = one(
      leavesOf(operation.schema, values).filter(({ schema }) => schema['type'] === 'string'),
      pick,
    );
    if (!leaf) return null;
    return callOf(operation, replaced(values, leaf.path, `a${one(foul, pick) ?? ''}b`));
  },

  'too much text': (operation, values, pick) => {
    const leaf = one(
      leavesOf(operation.schema, values).filter(({ schema }) => Number(schema['maxLength']) >= 0),
      pick,
    );
    if (!leaf) return null;
    return callOf(operation, replaced(values, leaf.path, '长'.repeat(Number(leaf.schema['maxLength']) + 1)));
  },

  'a number out of bounds': (operation, values, pick) => {
    const leaf = one(
      leavesOf(operation.schema, values).filter(({ schema }) => schema['type'] === 'integer'),
      pick,
    );
    if (!leaf) return null;
    const beyond = [
      Number(leaf.schema['maximum']) * 2,
      Number(leaf.schema['minimum']) - 1,
      1.5,
      'abc',
      '1e999',
    ];
    return callOf(operation, replaced(values, leaf.path, one(beyond, pick)));
  },

  depth: (operation, values) => {
    const call = callOf(operation, { ...values, deep: 0 });
    if (operation.wire !== 'json') return null;
    return {
      ...call,
      body: String(call.body).replace('"deep":0', `"deep":${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
    };
  },

  'what is no JSON of an object': (operation, values, pick) => {
    if (operation.wire !== 'json') return null;
    const call = callOf(operation, values);
    const whole = String(call.body);
    const bodies = [
      whole.slice(0, -1),
      `${whole},`,
      '[]',
      '7',
      '"x"',
      'null x',
      '\0',
      Buffer.from([0x22, 0xff, 0x22]),
    ];
    return { ...call, body: one(bodies, pick) ?? '' };
  },

  'another kind of body': (operation, values, pick) => {
    const call = callOf(operation, values);
    return operation.wire === 'none'
      ? null
      : { ...call, headers: { 'content-type': one(otherTypes, pick) ?? '' }, body: 'name=x' };
  },

  'a packed body': (operation, values) =>
    operation.wire === 'json'
      ? {
          ...callOf(operation, values),
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
          body: gzipSync(Buffer.alloc(5_000_000, 0x20)),
        }
      : null,

  'a body that is too big': (operation, values) =>
    operation.wire === 'json'
      ? { ...callOf(operation, values), body: JSON.stringify({ ...values, big: 'x'.repeat(300_000) }) }
      : null,

  'a path that is no path': (operation, values, pick) => {
    const key = one(
      Object.keys(values).filter((name) => operation.place(name) === 'path'),
      pick,
    );
    if (key === undefined) return null;
    const call = callOf(operation, { ...values, [key]: 'HERE' });
    return { ...call, path: call.path.replace('HERE', one(badEscapes, pick) ?? '') };
  },
};

const withQuery = (path: string, more: string): string => `${path}${path.includes('?') ? '&' : '?'}${more}`;

const inBody = (operation: Operation, [key]: readonly string[]): boolean =>
  operation.wire === 'json' && operation.place(key ?? '') === 'body';

const isTyped = (schema: Schema): boolean => 'type' in schema || 'enum' in schema || 'const' in schema;

/** Where the schema names something that the values hold: the leaves, and the lists and objects above them. */
function leavesOf(schema: Schema, value: unknown, path: readonly string[] = []): Leaf[] {
  const here = path.length > 0 ? [{ path, schema }] : [];
  if (Array.isArray(value)) {
    const items = (schema['items'] ?? {}) as Schema;
    return [...here, ...value.flatMap((item, index) => leavesOf(items, item, [...path, String(index)]))];
  }
  const properties = schema['properties'] as Record<string, Schema> | undefined;
  if (!properties || value === null || typeof value !== 'object') return here;
  const inner = Object.entries(value).flatMap(([name, part]) =>
    properties[name] ? leavesOf(properties[name], part, [...path, name]) : [],
  );
  return [...here, ...inner];
}

function replaced<T>(value: T, [key, ...rest]: readonly string[], by: unknown): T {
  if (key === undefined) return by as T;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      String(index) === key ? replaced(item, rest, by) : item,
    ) as T;
  }
  return { ...value, [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}
