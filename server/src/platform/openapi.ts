import * as z from 'zod';
import { endpoint, type Endpoint } from '@songtao/shared/api/endpoint.js';
import { errorBody } from '@songtao/shared/api/errors.js';

type Json = Record<string, unknown>;

/** The contract as others read it; served outside production. */
export const openApiEndpoint = endpoint({
  method: 'GET',
  path: '/openapi.json',
  access: 'public',
  summary: 'This document.',
  input: z.strictObject({}),
  output: z.record(z.string(), z.unknown()),
});

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return schema;
};

/** An OpenAPI 3.1 document of these endpoints, sorted by path so that two of the same are equal. */
export function openApiDocument(rows: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {};
  const order = (row: Endpoint): string => `${row.path} ${row.method}`;
  for (const row of [...rows].sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const path = row.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [row.method.toLowerCase()]: operationOf(row) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '松涛守望', version: '1' },
    servers: [{ url: '/api' }],
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: schemaOf(errorBody, 'output') },
    },
    paths,
  };
}

function operationOf(row: Endpoint): Json {
  const input = schemaOf(row.input.strict(), 'input');
  const { inPath, inQuery, inBody } = placesOf(row, Object.keys((input.properties ?? {}) as Json));
  return {
    summary: row.summary,
    ...(row.access !== 'public' && { security: [{ session: [] }] }),
    'x-access': row.access,
    ...(row.demoOnly && { 'x-demo-only': true }),
    parameters: [
      ...inPath.map((name) => parameter(input, name, 'path')),
      ...inQuery.map((name) => parameter(input, name, 'query')),
    ],
    ...bodyOf(row, input, inBody),
    responses: {
      '200': { description: 'done', content: answerOf(row) },
      default: {
        description: 'refused',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function placesOf(row: Endpoint, names: readonly string[]) {
  const inPath = names.filter((name) => row.path.split('/').includes(`:${name}`));
  const rest = names.filter((name) => !inPath.includes(name));
  const asQuery = row.method === 'GET' || row.method === 'DELETE' || row.wire === 'raw';
  return asQuery ? { inPath, inQuery: rest, inBody: [] } : { inPath, inQuery: [], inBody: rest };
}

function parameter(input: Json, name: string, place: 'path' | 'query'): Json {
  const required = place === 'path' || ((input.required ?? []) as string[]).includes(name);
  return { name, in: place, required, schema: ((input.properties ?? {}) as Json)[name] };
}

function bodyOf(row: Endpoint, input: Json, names: readonly string[]): Json {
  if (row.wire === 'raw') return { requestBody: { required: true, content: { '*/*': {} } } };
  if (row.method === 'GET' || row.method === 'DELETE') return {};
  const all = (input.properties ?? {}) as Json;
  const file =
    row.wire === 'file' ? { file: { type: 'string', contentMediaType: 'application/octet-stream' } } : {};
  const properties = { ...Object.fromEntries(names.map((name) => [name, all[name]])), ...file };
  const required = [
    ...((input.required ?? []) as string[]).filter((name) => names.includes(name)),
    ...Object.keys(file),
  ];
  const schema = { type: 'object', properties, required, additionalProperties: false };
  return {
    requestBody: {
      required: true,
      content: { [row.wire === 'file' ? 'multipart/form-data' : 'application/json']: { schema } },
    },
  };
}

function answerOf(row: Endpoint): Json {
  return row.wire === 'bytes'
    ? { '*/*': {} }
    : { 'application/json': { schema: schemaOf(row.output, 'output') } };
}
