import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import * as z from 'zod';
import { sessionApi, personas, type Persona } from '@songtao/shared/api/session.js';
import { categories } from '@songtao/shared/category/registry.js';
import type { Workflow } from '@songtao/shared/workflow/define.js';
import { breakings } from './breakings.js';
import { faultsIn } from './answers.js';
import { valuesOf, type Known } from './inputs.js';
import { callOf, operationsOf, type OpenApi, type Operation, type Values } from './operations.js';
import { send, type Call, type Heard } from './wire.js';

/** What came of a run. */
export interface Figures {
  readonly sent: number;
  readonly operations: number;
  /** Operations of which one call at least was done, and not only refused. */
  readonly done: readonly string[];
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What must never be, with the call that showed it. Empty where all is well. */
  readonly faults: readonly string[];
}

/** Calls every operation of a server's own OpenAPI document, with what fits its schema and with what breaks it. The server has to be a demo with wide limits; it is spoken to over HTTP and nothing else. */
export async function fuzz(url: string, count: number, seed: number): Promise<Figures> {
  const { text } = await send(url, { method: 'GET', path: '/api/openapi.json' });
  const operations = operationsOf(JSON.parse(text) as OpenApi);
  const numRuns = Math.ceil(count / operations.length);
  const plans = operations.map((operation, at) => fc.sample(planOf(operation), { numRuns, seed: seed + at }));
  const run = new Run(url);
  for (const operation of operations.filter(
    ({ method, schema }) => method === 'GET' && isEmpty(schema['required']),
  ))
    for (const persona of Object.values(personaOf)) await run.look(operation, persona);
  for (let at = 0; at < count; at += 1) {
    const turn = at % operations.length;
    const [operation, plan] = [operations[turn], plans[turn]?.[Math.floor(at / operations.length)]];
    if (operation && plan) await run.step(operation, plan);
  }
  return { sent: count, operations: operations.length, ...run.figures() };
}

interface Plan {
  readonly values: Values;
  readonly file: Buffer;
  readonly breaks: string | null;
  readonly who: number;
  readonly pick: number;
}

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    `' OR 1=1 -- `,
    '%_\\',
    '"; DROP TABLE notice; --',
    '${7*7}',
    '<svg/onload=alert(1)>',
    '\u200b\u200d',
    '👨‍👩‍👧',
    '𬭎',
  ),
);
const days = fc.constantFrom('0001-01-01', '1582-10-10', '2024-02-29', '2026-11-23', '9999-12-31');
const counts = fc.oneof(fc.nat(9), fc.constantFrom(2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER));

const places = ['512002', '512002101', '512002101207', '512002101216'];

/** Of ids mostly those that the server has told of; of words, days and numbers also those at the edges. */
const known: Known = (path, { type, format, pattern, maxLength, maximum }) => {
  if (format === 'uuid')
    return fc.oneof({ weight: 4, arbitrary: fc.nat(9_999).map((at) => `@${at}`) }, fc.uuid());
  if (format === 'date') return days;
  if (format === 'date-time') return days.map((day) => `${day}T23:59:59.999Z`);
  if (['area', 'village'].includes(path.at(-1) ?? '')) return fc.oneof(fc.constantFrom(...places), words);
  if (type === 'integer' && Number(maximum) === Number.MAX_SAFE_INTEGER) return counts;
  if (type !== 'string' || pattern !== undefined) return undefined;
  return words.map((text) => (text.trim() === '' ? '话' : text).slice(0, Number(maxLength ?? 200)));
};

/** A form for every act that there is: of those the document says only that they are records. */
const forms = Object.entries<Workflow>(categories).flatMap(([category, { actions }]) =>
  Object.entries(actions).map(([action, { form, from }]) => ({
    names: from === 'start' ? { category } : { action },
    form: form ? valuesOf(z.toJSONSchema(form.schema, { io: 'input' }), known) : fc.constant({}),
  })),
);

const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

function planOf(operation: Operation): fc.Arbitrary<Plan> {
  const properties = operation.schema['properties'] as Values;
  const fitting = forms.filter(
    ({ names }) => 'form' in properties && Object.keys(names).every((name) => name in properties),
  );
  const act = fc.oneof(
    ...fitting.map(({ names, form }) => form.map((made): Values => ({ ...names, form: made }))),
    ...(fitting.length === 0 ? [fc.constant({})] : []),
  );
  return fc.record({
    values: fc
      .tuple(valuesOf(operation.schema, known) as fc.Arbitrary<Values>, act)
      .map(([all, own]) => ({ ...all, ...own })),
    file: fc.constantFrom(pixel, Buffer.alloc(0), Buffer.alloc(70_000, 0xff)),
    breaks: fc.oneof(fc.constant(null), fc.constantFrom(...Object.keys(breakings))),
    who: fc.nat(99),
    pick: fc.nat(9_999),
  });
}

/** The persona that reaches furthest in a role. */
const personaOf: Readonly<Record<string, Persona>> = {
  gridWorker: 'grid',
  villageCadre: 'village',
  villageSecretary: 'secretary',
  townOfficer: 'town',
  townLeader: 'town-leader',
  staff: 'secretary',
  signedIn: 'villager',
};

class Run {
  private readonly tokens = new Map<Persona, string>();
  private readonly statuses: Record<string, number> = {};
  private readonly done = new Set<string>();
  private readonly faults: string[] = [];
  private readonly ids = new Map<string, Set<string>>();
  private readonly versions = new Map<string, number>();

  constructor(private readonly url: string) {}

  figures(): Pick<Figures, 'done' | 'statuses' | 'faults'> {
    return { done: [...this.done].toSorted(), statuses: this.statuses, faults: this.faults };
  }

  async step(operation: Operation, { values, file, breaks, who, pick }: Plan): Promise<void> {
    const persona = whoOf(operation.access, who);
    const real = this.withVersion(this.resolved(operation, values, persona), pick);
    const broken = breaks === null ? null : (breakings[breaks]?.(operation, real, pick) ?? null);
    // The day of the demo stands still: a month of everybody's deadlines is told elsewhere.
    if (operation.name === 'POST /demo/day' && !broken) return;
    const call = broken ?? callOf(operation, real, file);
    const heard = await send(this.url, await this.signed(call, persona));
    this.statuses[heard.status] = (this.statuses[heard.status] ?? 0) + 1;
    const told = faultsIn(operation.name, heard, broken !== null);
    this.faults.push(
      ...told.map(
        (fault) =>
          `${fault}: ${breaks ?? 'valid'} ${persona} ${textOf(call)} -> ${heard.status} ${heard.text.slice(0, 300)}`,
      ),
    );
    if (heard.status === 200) this.learn(operation.name, persona, heard);
    // Somebody signed out, perhaps by this very call.
    if (heard.status === 401 || operation.name === 'DELETE /sessions/current') this.tokens.delete(persona);
  }

  /** As whoever opens that page for the first time: what is told there can be called. */
  async look(operation: Operation, persona: Persona): Promise<void> {
    const heard = await send(this.url, await this.signed(callOf(operation, {}), persona));
    if (heard.status === 200) this.learn(operation.name, persona, heard);
  }

  private async signed(call: Call, persona: Persona): Promise<Call> {
    const token = this.tokens.get(persona) ?? (await this.signIn(persona));
    this.tokens.set(persona, token);
    return { ...call, headers: { ...call.headers, authorization: `Bearer ${token}` } };
  }

  private async signIn(persona: Persona): Promise<string> {
    const { text } = await send(this.url, {
      method: 'POST',
      path: `/api${sessionApi.demo.path}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona }),
    });
    return sessionApi.demo.output.parse(JSON.parse(text)).token;
  }

  private learn(name: string, persona: Persona, { text }: Heard): void {
    this.done.add(name);
    const pools = [poolOf(name, persona), 'any'].map((pool) => this.poolNamed(pool));
    for (const [id] of text.matchAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g))
      for (const pool of pools) pool.add(id);
    for (const [, id = '', version] of text.matchAll(/"id":"([\da-f-]{36})"[^{}[\]]*"version":(\d+)/g))
      this.versions.set(id, Number(version));
  }

  private poolNamed(name: string): Set<string> {
    const pool = this.ids.get(name) ?? new Set();
    this.ids.set(name, pool);
    return pool;
  }

  /** With ids in the place of `@7`: in a path one that this person was told of there, a new one for what is made, otherwise any. */
  private resolved(operation: Operation, values: Values, persona: Persona): Values {
    const fill = (key: string, inner: unknown): unknown => {
      const [, at] = typeof inner === 'string' ? (/^@(\d+)$/.exec(inner) ?? []) : [];
      if (at === undefined) return inner;
      if (key === 'requestId' || (key === 'id' && operation.place('id') === 'body')) return randomUUID();
      const inPath = operation.place(key) === 'path';
      const pool = [...this.poolNamed(inPath ? poolOf(operation.name, persona) : 'any')];
      return pool[Number(at) % Math.max(1, pool.length)] ?? randomUUID();
    };
    return JSON.parse(JSON.stringify(values), fill) as Values;
  }

  private withVersion(values: Values, pick: number): Values {
    const version = this.versions.get(String(values['id']));
    return 'version' in values && version !== undefined && pick % 4 > 0 ? { ...values, version } : values;
  }
}

const isEmpty = (list: unknown): boolean => Array.isArray(list) && list.length === 0;

function whoOf(access: Operation['access'], who: number): Persona {
  const fitting = [access].flat().flatMap((role) => personaOf[role] ?? []);
  const among = who % 4 > 0 && fitting.length > 0 ? fitting : personas;
  return among[who % among.length] ?? 'villager';
}

/** What somebody was told of one kind of thing. */
const poolOf = (name: string, persona: Persona): string => `${persona} ${name.split('/')[1] ?? ''}`;

const textOf = ({ method, path, body = '' }: Call): string =>
  `${method} ${path.slice(0, 200)} ${String(body).slice(0, 400)}`;
