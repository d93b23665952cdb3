import type { Schema } from './inputs.js';
import type { Call } from './wire.js';

/** What is sent to one operation, by its keys, wherever they travel. */
export type Values = Readonly<Record<string, unknown>>;

/** One operation of the OpenAPI document, its parameters and body seen as one object. */
export interface Operation {
  /** As the contract calls it: `POST /cases/:id/actions/:action`. */
  readonly name: string;
  readonly method: string;
  readonly access: string | readonly string[];
  readonly schema: Schema;
  readonly wire: 'json' | 'file' | 'none';
  readonly place: (key: string) => 'path' | 'query' | 'body';
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
}

interface Described {
  readonly 'x-access': string | readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

/** An OpenAPI document, as far as calls are made from it. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

/** Everything that the document says can be called. */
export function operationsOf({ paths }: OpenApi): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method.toUpperCase(), described)),
  );
}

const wires: Readonly<Record<string, Operation['wire']>> = {
  'multipart/form-data': 'file',
  'application/json': 'json',
};

function operationOf(
  path: string,
  method: string,
  { parameters, requestBody, ...rest }: Described,
): Operation {
  const [[type, { schema: body = {} }] = ['', {}]] = Object.entries(requestBody?.content ?? {});
  const ofBody = Object.fromEntries(
    Object.entries((body['properties'] ?? {}) as Record<string, Schema>).filter(([name]) => name !== 'file'),
  );
  const required = [
    ...parameters.filter((parameter) => parameter.required).map(({ name }) => name),
    ...((body['required'] ?? []) as string[]).filter((name) => name !== 'file'),
  ];
  const places = new Map(parameters.map((parameter) => [parameter.name, parameter.in]));
  return {
    name: `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    method,
    access: rest['x-access'],
    wire: wires[type] ?? 'none',
    place: (key) => places.get(key) ?? (requestBody ? 'body' : 'query'),
    schema: {
      type: 'object',
      properties: { ...Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])), ...ofBody },
      required,
    },
  };
}

/** The call that carries these values. */
export function callOf(operation: Operation, values: Values, file: Buffer = Buffer.alloc(0)): Call {
  const { name, method, wire, place } = operation;
  const of = (where: ReturnType<typeof place>): [string, unknown][] =>
    Object.entries(values).filter(([key]) => place(key) === where);
  const path = name
    .slice(method.length + 1)
    .replace(/:(\w+)/g, (_, key: string) => percent(String(values[key])));
  const query = of('query').map(([key, value]) => `${percent(key)}=${percent(String(value))}`);
  const call = { method, path: `/api${path}${query.length > 0 ? `?${query.join('&')}` : ''}` };
  if (wire === 'none') return call;
  if (wire === 'file') return { ...call, ...multipart(of('body'), file) };
  return {
    ...call,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(of('body'))),
  };
}

const BOUNDARY = 'a-line-that-no-file-holds';

/** A form with one file, which comes last. */
function multipart(
  fields: readonly [string, unknown][],
  file: Buffer,
): Required<Pick<Call, 'headers' | 'body'>> {
  const part = (more: string): string => `--${BOUNDARY}\r\ncontent-disposition: form-data; ${more}\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([
      ...fields.map(([name, value]) => Buffer.from(`${part(`name="${name}"`)}${String(value)}\r\n`)),
      Buffer.from(part('name="file"; filename="a"')),
      file,
      Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
    ]),
  };
}

// encodeURIComponent throws at halves of characters, and those are to be sent too.
const percent = (text: string): string =>
  text.replace(/[^\w.-]+/gu, (odd) => Buffer.from(odd).toString('hex').replace(/../g, '%$&'));
