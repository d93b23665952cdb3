import 'reflect-metadata';
import type { Endpoint } from '@songtao/shared/api/endpoint.js';
import { errorBody, errorTable } from '@songtao/shared/api/errors.js';
// Loading the application is enough: its controllers say what they handle.
import '../../server/src/app.module.js';
import { droppedKeys } from '../../server/src/platform/clean.js';
import { handledEndpoints } from '../../server/src/platform/handles.js';
import type { Heard } from './wire.js';

const endpointNamed = (name: string): Endpoint | undefined =>
  handledEndpoints().find(({ method, path }) => `${method} ${path}` === name);

/** Words of the inside: a stack, a statement, a driver, a folder. */
const inside =
  /\bat \S+:\d+:\d+|\bat \w+ \(|node_modules|node:internal|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\b(?:FROM|SET|VALUES|WHERE)\b|SQLITE_|SqliteError|ER_[A-Z]{3}|QueryFailed|TypeORM|ECONN|\/server\/|Zod|Unexpected token/;

/** What is wrong with an answer of an operation; `broken` where the call must not be taken. */
export function faultsIn(name: string, heard: Heard, broken: boolean): string[] {
  const { status, headers } = heard;
  if (status === 0) return ['the line was cut'];
  if (status >= 500) return [`our fault (${status})`];
  const faults = headers['x-powered-by'] === undefined ? [] : ['says what it is made of'];
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('no nosniff');
  if (headers['cache-control'] !== 'no-store') faults.push('may be kept by a cache');
  if (status !== 200 && status !== 206) return [...faults, ...faultsOfRefusal(heard)];
  if (broken) faults.push('taken although it breaks the schema');
  return [...faults, ...faultsOfAnswer(endpointNamed(name), heard)];
}

function faultsOfRefusal({ status, headers, text }: Heard): string[] {
  const parsed = errorBody.strict().safeParse(asJson(text));
  if (!parsed.success) return ['a refusal that is none of the table'];
  const { code, message, requestId } = parsed.data;
  const faults = errorTable[code].status === status ? [] : [`${code} with ${status}`];
  if (!/\p{Script=Han}/u.test(message)) faults.push('no words for people');
  if (requestId !== headers['x-request-id']) faults.push('another request id');
  if (code === 'slowDown' && !(Number(headers['retry-after']) > 0)) faults.push('no Retry-After');
  if (inside.test(text)) faults.push('shows the inside');
  return faults;
}

function faultsOfAnswer(row: Endpoint | undefined, { text }: Heard): string[] {
  if (!row) return ['an operation that the contract does not know'];
  if (row.wire === 'bytes') return [];
  const answer = asJson(text);
  const parsed = row.output.safeParse(answer);
  if (!parsed.success)
    return [`breaks its output at ${parsed.error.issues.map(({ path }) => path.join('.')).join()}`];
  const more = droppedKeys(answer, parsed.data);
  return more.length === 0 ? [] : [`answers more than its output: ${more.join()}`];
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
