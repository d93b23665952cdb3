import { NestFactory } from '@nestjs/core';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config.js';
import { Database } from './database.js';
import { exposeDemoRoutes } from './handles.js';
import { httpAdapter } from './http.js';
import { FrameworkLog, Log } from './logger.js';
import { mySqlFaults } from './mysql.checks.js';
import { PlatformModule, type Platform } from './platform.module.js';
import type { Holdings } from './sources.js';
import { StartError } from './start.error.js';

/** Opens the database and holds it to what production promises. */
export async function openPlatform(
  config: Config,
  holdings: Holdings,
  log = new Log(config.logLevel),
): Promise<Platform> {
  const database = await Database.connect(config, holdings, log);
  const faults = await mySqlFaults(database);
  if (faults.length > 0 && config.production) {
    await database.onApplicationShutdown();
    throw new StartError(`数据库的设置会丢数据，改好再启动 (database settings): ${faults.join('; ')}`);
  }
  for (const text of faults) log.warn('database setting', { text });
  return { config, database, log };
}

/** The application of these features, its routes made; `listen` is the caller's. */
export async function buildApplication(platform: Platform, features: Type): Promise<NestFastifyApplication> {
  exposeDemoRoutes(platform.config);
  const adapter = await httpAdapter(platform.config, platform.log);
  const root = { module: class Root {}, imports: [PlatformModule.on(platform), features] };
  const application = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new FrameworkLog(platform.log),
  });
  application.setGlobalPrefix('api');
  await application.init();
  await adapter.getInstance().ready();
  return application;
}
