import { QueryFailedError } from 'typeorm';

const retryable = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  // TiDB: write conflict, and schema changed under a transaction.
  'ER_WRITE_CONFLICT',
  'ER_INFO_SCHEMA_CHANGED',
  // SQLite: another process holds the file, such as an import from the command line.
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
]);

const retryableNumbers = new Set([8002, 8022, 8028, 9007]);

const duplicate = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_QUERY_INTERRUPTED',
  'ER_STATEMENT_TIMEOUT',
  'ER_QUERY_TIMEOUT',
]);

const full = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'ER_DISK_FULL', 'ER_RECORD_FILE_FULL']);

interface DriverFault {
  readonly code: string;
  readonly errno: number;
}

function faultOf(error: unknown): DriverFault {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code = '', errno = 0 } = (cause ?? {}) as { code?: unknown; errno?: unknown };
  return { code: String(code), errno: Number(errno) };
}

/** Nothing was done and the same transaction may succeed at the next try. */
export function isRetryable(error: unknown): boolean {
  const { code, errno } = faultOf(error);
  return retryable.has(code) || retryableNumbers.has(errno);
}

/** A UNIQUE index or a primary key refused the row. */
export function isDuplicate(error: unknown): boolean {
  return duplicate.has(faultOf(error).code);
}

/** The database does not answer, or not now. */
export function isAway(error: unknown): boolean {
  const { code } = faultOf(error);
  if (away.has(code) || isRetryable(error)) return true;
  // The pool and the closed data source speak in words only.
  return (
    error instanceof Error &&
    /Queue limit reached|Pool is closed|not established|closed state/.test(error.message)
  );
}

/** There is no room left, on whichever disk. */
export function isFull(error: unknown): boolean {
  return full.has(faultOf(error).code);
}

/** A value was longer than its column. */
export function isTooLong(error: unknown): boolean {
  return faultOf(error).code === 'ER_DATA_TOO_LONG';
}
