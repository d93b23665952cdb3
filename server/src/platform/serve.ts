import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Readiness } from './health/readiness.js';
import type { Platform } from './platform.module.js';

const DRAIN_MS = 10_000;

/** Ends in order: not ready, then no new calls, then what is under way, then the database. Nothing may take longer than ten seconds after the notice. */
export async function stop(
  application: NestFastifyApplication,
  { config, log }: Platform,
): Promise<'clean' | 'late'> {
  application.get(Readiness).stop();
  // A line that is kept alive would bring calls until the door falls shut on one of them.
  const door = application.getHttpServer();
  door.prependListener('request', (_: unknown, reply: ServerResponse) =>
    reply.setHeader('connection', 'close'),
  );
  await sleep(config.http.noticeMs);
  const late = sleep(DRAIN_MS, 'late' as const, { ref: false });
  const end = await Promise.race([application.close().then(() => 'clean' as const), late]);
  log.info('stopped', { text: end });
  return end;
}

/** Listens, and stops in order when told to. */
export async function serve(application: NestFastifyApplication, platform: Platform): Promise<void> {
  const { host, port } = platform.config.http;
  await application.listen(port, host);
  platform.log.info('listening', { text: await application.getUrl() });
  const onSignal = (): void =>
    void stop(application, platform).then((end) => process.exit(end === 'clean' ? 0 : 1));
  process.once('SIGTERM', onSignal);
  process.once('SIGINT', onSignal);
}
