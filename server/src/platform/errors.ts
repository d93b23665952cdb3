import type { ErrorCode } from '@songtao/shared/api/errors.js';

/** What an answer may say beyond the words of the table. */
export interface ErrorExtras {
  /** Other words than the table's, as plain. */
  readonly message?: string;
  /** Free of personal data: it goes to the caller as it is. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Trying the same again later may succeed. */
  readonly retry?: boolean;
  /** Seconds after which to try again, told as Retry-After. */
  readonly retryAfter?: number;
}

/** A refusal that the caller is told: a code of the shared error table, which knows the status and the words. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly extras: ErrorExtras = {},
  ) {
    super(extras.message ?? code);
    this.name = 'AppError';
  }
}
