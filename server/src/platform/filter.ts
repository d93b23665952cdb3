import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorTable, type ErrorBody, type ErrorCode } from '@songtao/shared/api/errors.js';
import { isAway, isFull, isTooLong } from './dialect.js';
import { AppError } from './errors.js';
import { Log } from './logger.js';

// What the framework refuses by itself, by its status.
const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'badInput',
  // Whoever climbs out of the folder of pages: there is nothing.
  403: 'notFound',
  404: 'notFound',
  405: 'notFound',
  406: 'badInput',
  408: 'away',
  413: 'tooBig',
  414: 'badInput',
  415: 'badInput',
  429: 'slowDown',
  431: 'badInput',
  503: 'away',
};

const AGAIN_SECONDS = 2;

/** Any error as one of the table: what is not known is `broken`. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isAway(error)) return new AppError('away', { retry: true, retryAfter: AGAIN_SECONDS });
  if (isFull(error)) return new AppError('away', { message: '现在存不下，过一会儿再试', retry: true });
  if (isTooLong(error)) return new AppError('tooBig');
  return new AppError(byStatus[statusOf(error)] ?? 'broken');
}

function statusOf(error: unknown): number {
  if (error === null || typeof error !== 'object') return 500;
  if ('getStatus' in error && typeof error.getStatus === 'function') return Number(error.getStatus());
  return 'statusCode' in error ? Number(error.statusCode) : 500;
}

/** Turns whatever was thrown into the one body of errors. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(@Inject(Log) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const refusal = asAppError(error);
    const { code } = refusal;
    request.errorCode = code;
    if (code === 'broken' || code === 'away')
      this.log.error(code, error, { route: request.routeOptions.url ?? null });
    if (!reply.sent) refuse(reply, request.id, refusal);
  }
}

/** Answers with the one body of errors; what the handler had begun, such as the type of a file, does not hold. */
export function refuse(reply: FastifyReply, requestId: string, { code, extras }: AppError): void {
  const { message, details, retry, retryAfter } = extras;
  const body: ErrorBody = {
    code,
    message: message ?? errorTable[code].message,
    requestId,
    ...(retry !== undefined && { retry }),
    ...(details && { details: { ...details } }),
  };
  // Who is still sending is not listened to any longer.
  if (code === 'tooBig') reply.header('connection', 'close');
  if (retryAfter) reply.header('retry-after', retryAfter);
  reply.status(errorTable[code].status).type('application/json; charset=utf-8').send(body);
}
