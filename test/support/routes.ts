import fc from 'fast-check';
import * as z from 'zod';
import type { Endpoint } from '@songtao/shared/api/endpoint.js';
import { categoryKeys, workflowOf, type Category } from '@songtao/shared/category/registry.js';
import { handledEndpoints } from '../../server/src/platform/handles.js';
import { newId } from '../../server/src/platform/ids.js';
import { valuesOf, type Schema } from './inputs.js';
import type { Oracle, Thing } from './oracle.js';
import { place, type Actor } from './people.js';
import type { CaseThing, Noun } from './things.js';

/** One way to call an endpoint: with a thing under one of its keys, or with one of the answers to what it leaves open. */
export interface Way {
  readonly key: string | null;
  readonly noun: Noun | null;
  readonly schema: Schema;
}

/** An endpoint with every way to call it. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly ways: readonly Way[];
}

// A day that is ahead of the world's today.
const soon = '2026-12-10';

/** `GET /cases/:id` */
export const nameOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): string => `${method} ${path}`;

// What the ids of the contract name, by the word that stands there. A new noun is a line here, a new route is none.
const nouns: Readonly<Record<string, Noun>> = {
  cases: 'case',
  case: 'case',
  into: 'case',
  about: 'case',
  households: 'household',
  household: 'household',
  member: 'member',
  notices: 'notice',
  notice: 'notice',
  meetings: 'meeting',
  leaves: 'leave',
  files: 'file',
  audio: 'file',
  minutes: 'file',
  ids: 'message',
  person: 'person',
  cover: 'person',
  checker: 'person',
  present: 'person',
  staff: 'post',
  tickets: 'ticket',
};

/** What the id under these keys names; null where whoever calls makes it. Throws at a noun that nobody has named. */
export function nounOf({ method, path }: Endpoint, keys: readonly string[]): Noun | null {
  const key = keys.at(-1) ?? '';
  const isMade = key === 'id' && keys.length === 1 && !path.includes('/:id');
  if (key === 'requestId' || isMade) return null;
  const noun =
    nouns[key === 'id' ? (keys.at(-2) ?? '') : key] ?? (key === 'id' && nouns[path.split('/')[1] ?? '']);
  if (!noun) throw new Error(`${method} ${path}: nobody has said what ${keys.join('.')} names`);
  return noun;
}

/** Every route of the house, out of the inventory: whatever some controller handles is among them. */
export function everyRoute(): Route[] {
  return handledEndpoints().map((endpoint) => {
    const schema = z.toJSONSchema(endpoint.input.strict(), { io: 'input' }) as Schema;
    const named = idsIn(schema).flatMap((keys): Way[] => {
      const noun = nounOf(endpoint, keys);
      return noun ? [{ key: keys.join('.'), noun, schema: narrowed(schema, keys) }] : [];
    });
    const open = optionsOf(schema).map((keys): Way => ({
      key: null,
      noun: null,
      schema: narrowed(schema, keys.path, keys.is),
    }));
    const hasPath = named.some(({ key }) => key !== null && endpoint.path.includes(`:${key}`));
    return {
      endpoint,
      ways: hasPath ? named : [{ key: null, noun: null, schema: narrowed(schema, []) }, ...open, ...named],
    };
  });
}

const propertiesOf = (schema: Schema) =>
  Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);

function idsIn(schema: Schema, keys: readonly string[] = []): string[][] {
  if (schema['format'] === 'uuid') return [[...keys]];
  const items = schema['items'] as Schema | undefined;
  const any = (schema['anyOf'] ?? []) as Schema[];
  return [
    ...(items ? idsIn(items, keys) : []),
    ...any.flatMap((one) => idsIn(one, keys)),
    ...propertiesOf(schema).flatMap(([name, part]) => idsIn(part, [...keys, name])),
  ];
}

// What a call may leave open is left open, and once each answered in every way: lists by every name, a search.
function optionsOf(schema: Schema): { path: readonly string[]; is?: unknown }[] {
  const required = (schema['required'] ?? []) as string[];
  return propertiesOf(schema).flatMap(([name, part]) => {
    if (required.includes(name) || idsIn(part).length > 0) return [];
    const values = part['enum'] as unknown[] | undefined;
    return values ? values.map((is) => ({ path: [name], is })) : [{ path: [name] }];
  });
}

/** The schema with nothing in it but what is asked for and what lies on one path; null is off the path. */
function narrowed(schema: Schema, path: readonly string[] | null, is?: unknown): Schema {
  const [next, ...rest] = path ?? [];
  if (schema['type'] === 'array') {
    const most = path === null && schema['minItems'] === undefined ? 0 : 1;
    return {
      ...schema,
      items: narrowed(schema['items'] as Schema, path, is),
      minItems: most,
      maxItems: most,
    };
  }
  if (Array.isArray(schema['anyOf'])) {
    const part = (schema['anyOf'] as Schema[]).find(({ type }) => (type === 'null') === (path === null));
    return narrowed(part ?? {}, path, is);
  }
  if (schema['type'] !== 'object') return is === undefined ? schema : { const: is };
  const required = (schema['required'] ?? []) as string[];
  const kept = propertiesOf(schema).filter(([name]) => required.includes(name) || name === next);
  const properties = kept.map(([name, part]) => [
    name,
    name === next ? narrowed(part, rest, is) : narrowed(part, null),
  ]);
  return { ...schema, properties: Object.fromEntries(properties), required: kept.map(([name]) => name) };
}

/** What the keys of a call hold in this world, for one person who asks about one thing. */
export function inputOf(
  { schema, key }: Way,
  endpoint: Endpoint,
  { actor, thing, oracle }: Asked,
): Record<string, unknown> {
  const at = (keys: readonly string[]): Thing | null => {
    const noun = nounOf(endpoint, keys);
    if (!noun) return null;
    if (keys.join('.') === key) return thing;
    const all = oracle.of(noun);
    return all.find((one) => one.opens(actor)) ?? all.at(-1) ?? null;
  };
  const known = (keys: readonly string[], part: Schema): fc.Arbitrary<unknown> | undefined => {
    const name = keys.at(-1) ?? '';
    if (part['format'] === 'uuid') return fc.constant(at(keys)?.id ?? newId());
    if ('const' in part) return undefined;
    if (name === 'form') return startOf(categoryFor(key));
    const version =
      name === 'version' ? (at([...keys.slice(0, -1), 'id'])?.version ?? thing?.version ?? 0) : undefined;
    const plain =
      version ?? plainly(name, part, actor) ?? (name === 'category' ? categoryFor(key) : undefined);
    return plain === undefined ? undefined : fc.constant(plain);
  };
  const [made] = fc.sample(valuesOf(schema, known), { numRuns: 1, seed: 2026 });
  return made as Record<string, unknown>;
}

interface Asked {
  readonly actor: Actor;
  readonly thing: Thing | null;
  readonly oracle: Oracle;
}

function plainly(name: string, part: Schema, { person, scope }: Actor): unknown {
  const [grant] = scope.grants;
  const isVillage = grant?.area.length === 12;
  switch (name) {
    case 'village':
      return isVillage ? grant.area : (scope.village ?? place.ours.village);
    case 'area':
      return grant?.area ?? place.ours.village;
    case 'q':
      return '暗号';
    case 'action':
      return 'seen';
    case 'days':
      return 1;
    case 'for':
      return person === '' ? undefined : person;
    case 'until':
      return Date.parse('2099-01-01') / 1_000;
    default:
      if (part['format'] === 'date') return soon;
      return part['format'] === 'date-time' ? '2026-11-22T02:00:00.000Z' : undefined;
  }
}

/** The kind of case that is filed about what this key names. */
function categoryFor(key: string | null): Category {
  const about = { 'about.case': 'case', 'about.notice': 'notice', 'about.household': 'notice' }[key ?? ''];
  return categoryKeys.find((category) => workflowOf(category).about === about) ?? categoryKeys[0];
}

/** What somebody says who begins a case of that kind: everything that can be said in words; files are left out. */
export function startOf(category: Category): fc.Arbitrary<unknown> {
  const start = Object.values(workflowOf(category).actions).find(({ from }) => from === 'start');
  if (!start?.form) return fc.constant({});
  const schema = z.toJSONSchema(start.form.schema, { io: 'input' }) as Schema;
  const said = propertiesOf(schema).filter(([, { type }]) => type === 'string' || type === 'boolean');
  const all = { ...schema, properties: Object.fromEntries(said), required: said.map(([name]) => name) };
  return valuesOf(all, (_keys, { format }) => (format === 'date' ? fc.constant(soon) : undefined));
}

/** A filled-in form of one action of a case, as far as a schema can say; guards may still want more. */
export function formFor({ loaded }: CaseThing, act: string): unknown {
  const { form } = workflowOf(loaded.head.category).actions[act] ?? {};
  if (!form) return {};
  const [made] = fc.sample(valuesOf(z.toJSONSchema(form.schema, { io: 'input' }) as Schema), {
    numRuns: 1,
    seed: 2026,
  });
  return made;
}
