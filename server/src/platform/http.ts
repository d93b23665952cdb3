import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { errorTable, type ErrorBody } from '@songtao/shared/api/errors.js';
import type { Config } from '../config/config.js';
import { badInput } from './clean.js';
import { asAppError, refuse } from './filter.js';
import { newId } from './ids.js';
import { Limits } from './limits.js';
import type { Log } from './logger.js';
import { withRequestId } from './request.js';
import { routeByContract, UPLOAD_MS } from './routes.js';
import { contentPolicy, servePages, serveVoice, voicePrefix } from './static.js';

const KB = 1_024;

/** No answer takes longer: WeChat's own calls to a container end after 15 seconds. */
export const ANSWER_MS = 14_000;

/** What every answer says that has no page to protect. */
const bareHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The HTTP server with everything that holds for every route. */
export async function httpAdapter(config: Config, log: Log): Promise<FastifyAdapter> {
  const adapter = new FastifyAdapter({
    multipart: false,
    bodyLimit: 256 * KB,
    requestTimeout: UPLOAD_MS,
    handlerTimeout: ANSWER_MS,
    keepAliveTimeout: 65_000,
    exposeHeadRoutes: false,
    requestIdHeader: false,
    genReqId: () => newId(),
    frameworkErrors: refuseUnrouted,
    clientErrorHandler: refuseUnread,
    trustProxy: config.http.proxies > 0 && ((_address: string, hop: number) => hop < config.http.proxies),
  });
  const server: FastifyInstance = adapter.getInstance();
  routeByContract(server, config);
  everyRequest(server, config, log);
  readBodies(server);
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(config.http.h5Dir) },
    hsts: config.production,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
  await server.register(multipart, {
    limits: { files: 1, fileSize: 20 * KB * KB, fields: 10, fieldSize: 4 * KB, parts: 11 },
  });
  await serveVoice(server);
  if (config.http.h5Dir) await servePages(server, config.http.h5Dir);
  return adapter;
}

// An address that cannot be read has no route, and passes none of the hooks that every route has.
function refuseUnrouted(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  refuse(reply.headers({ ...bareHeaders, 'x-request-id': request.id }), request.id, asAppError(error));
}

// What is no HTTP, or has a head without end, has no request either: the same words go straight to the line.
function refuseUnread(error: NodeJS.ErrnoException, line: Socket): void {
  if (error.code === 'ECONNRESET' || line.destroyed) return;
  const code = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'away' : 'badInput';
  const { status, message } = errorTable[code];
  const requestId = newId();
  const body = JSON.stringify({ code, message, requestId } satisfies ErrorBody);
  const head = {
    ...bareHeaders,
    'x-request-id': requestId,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  if (line.writable)
    line.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
  line.destroy(error);
}

function everyRequest(server: FastifyInstance, config: Config, log: Log): void {
  const limits = new Limits();
  server.decorateRequest('caller', null);
  server.decorateRequest('input', null);
  server.decorateRequest('part', null);
  server.decorateRequest('partFields');
  server.decorateRequest('errorCode', null);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    const isAnswer = request.url.startsWith('/api') && !request.url.startsWith(voicePrefix);
    if (isAnswer) reply.header('cache-control', 'no-store');
    limits.take(request.ip, config.limits.addressPerMinute);
    withRequestId(request.id, done);
  });
  // Reading the body leaves the context of the request; this enters it again.
  server.addHook('preHandler', (request, _reply, done) => withRequestId(request.id, done));
  server.addHook('onResponse', (request, reply, done) => {
    log.info('answered', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(request.caller && { actor: request.caller.personId }),
      ...(request.errorCode && { code: request.errorCode }),
    });
    done();
  });
}

// JSON and nothing else, but for `raw` endpoints, which get the bytes whatever they are.
function readBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  const text = new TextDecoder('utf-8', { fatal: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.config.endpoint?.wire === 'raw') return done(null, body);
    if (body.length === 0) return done(null, {});
    try {
      void parseJson(request, text.decode(body), done);
    } catch {
      done(badInput(['']));
    }
  });
  server.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.config.endpoint?.wire === 'raw' || body.length === 0) return done(null, body);
    done(badInput(['']));
  });
}
