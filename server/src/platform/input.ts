import type { FastifyRequest } from 'fastify';
import type { Endpoint } from '@songtao/shared/api/endpoint.js';
import { badInput, clean, droppedKeys } from './clean.js';

// Made once for each row: a schema learns its fastest way at its first use.
const strict = new WeakMap<Endpoint, ReturnType<Endpoint['input']['strict']>>();

function strictly(row: Endpoint): ReturnType<Endpoint['input']['strict']> {
  const known = strict.get(row) ?? row.input.strict();
  strict.set(row, known);
  return known;
}

/** Merges the path with the query or the body, as the endpoint says, and checks all of it; throws badInput. */
export function inputOf(row: Endpoint, request: FastifyRequest): unknown {
  const given = clean({ ...sent(row, request), ...asKeys(request.params) });
  const parsed = strictly(row).safeParse(given);
  if (!parsed.success) {
    throw badInput(
      parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((name) => [...issue.path, name].join('.'))
          : [issue.path.join('.')],
      ),
    );
  }
  const dropped = droppedKeys(given, parsed.data);
  if (dropped.length > 0) throw badInput(dropped);
  return parsed.data;
}

function sent(row: Endpoint, request: FastifyRequest): Record<string, unknown> {
  const query = asKeys(request.query);
  if (row.wire === 'raw') return query;
  if (row.wire === 'file') return { ...query, ...request.partFields };
  if (row.method === 'GET' || row.method === 'DELETE') return query;
  const body = asKeys(request.body);
  // A key has one place: what travels in the path or the body is not taken from elsewhere.
  const misplaced = [
    ...Object.keys(query),
    ...Object.keys(asKeys(request.params)).filter((name) => Object.hasOwn(body, name)),
  ];
  if (misplaced.length > 0) throw badInput(misplaced);
  return body;
}

function asKeys(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value) || Buffer.isBuffer(value)) throw badInput(['']);
  return { ...value };
}
