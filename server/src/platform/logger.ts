import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream } from 'pino';
import type { Config } from '../config/config.js';
import { currentRequestId } from './request.js';

// The allow-list: what is not named here does not reach the log. No bodies, query strings, names or numbers of people.
const fields = [
  'requestId',
  'method',
  'route',
  'status',
  'ms',
  'code',
  'actor',
  'job',
  'kind',
  'id',
  'count',
  'attempt',
  'error',
  'stack',
  'text',
] as const;

/** What a line of the log may carry beside its event. `text` is for words of the program itself. */
export type LogFields = { readonly [K in (typeof fields)[number]]?: string | number | null };

// Lines leave together: a write for each would cost a busy server more than making them. The last ones are written at the end.
const gathered = { sync: false, minLength: 4_096, periodicFlush: 200 } as const;

/** JSON lines on standard output. */
export class Log {
  private readonly out;

  constructor(level: Config['logLevel'], stream?: DestinationStream) {
    const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' };
    this.out = pino(options, stream ?? pino.destination(gathered));
  }

  debug(event: string, more: LogFields = {}): void {
    this.out.debug(allowed(more), event);
  }

  info(event: string, more: LogFields = {}): void {
    this.out.info(allowed(more), event);
  }

  warn(event: string, more: LogFields = {}): void {
    this.out.warn(allowed(more), event);
  }

  /** The message of an error stays out: it may quote a row. */
  error(event: string, error: unknown, more: LogFields = {}): void {
    this.out.error(allowed({ ...more, ...errorFields(error) }), event);
  }
}

function allowed(more: LogFields): LogFields {
  const requestId = currentRequestId();
  const given: LogFields = requestId ? { requestId, ...more } : more;
  return Object.fromEntries(
    fields.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
  );
}

function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { error: error.name, stack: frames.slice(0, 8).join('\n'), ...(code && { code }) };
}

/** The framework's own warnings, in the same log; its tales of starting are left out. */
export class FrameworkLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(): void {}

  warn(message: unknown): void {
    this.target.warn('framework', { text: String(message) });
  }

  error(message: unknown): void {
    // A port that cannot be had is told by whoever wanted it, in words.
    if (/\blisten E[A-Z]+/.test(String(message))) return;
    if (message instanceof Error) this.target.error('framework', message);
    else this.target.warn('framework', { text: String(message) });
  }
}
