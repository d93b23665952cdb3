import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CONFIG, type Config } from '../config/config.js';
import { AuditChain } from './audit.chain.js';
import { Audit } from './audit.js';
import { Clock } from './clock.js';
import { Crypto } from './crypto.js';
import { Database } from './database.js';
import { ErrorFilter } from './filter.js';
import { Gate } from './gate.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { Writes } from './idempotency.js';
import { KeptStore } from './kept.store.js';
import { Limits } from './limits.js';
import { Log } from './logger.js';
import { OpenApiController } from './openapi.controller.js';
import { SealedStore } from './sealed.store.js';

/** What is opened before the application is put together. */
export interface Platform {
  readonly config: Config;
  readonly database: Database;
  readonly log: Log;
}

/** Gives every feature what it stands on: CONFIG, Database, Log, Clock, Crypto, Audit, Writes and Limits are injected anywhere. */
@Module({})
export class PlatformModule {
  static on({ config, database, log }: Platform): DynamicModule {
    const shared = [Audit, AuditChain, Clock, Crypto, KeptStore, Limits, Readiness, SealedStore, Writes];
    const given = [
      { provide: CONFIG, useValue: config },
      { provide: Database, useValue: database },
      { provide: Log, useValue: log },
    ];
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController, ...(config.production ? [] : [OpenApiController])],
      providers: [
        ...given,
        ...shared,
        { provide: APP_GUARD, useClass: Gate },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
      exports: [CONFIG, Database, Log, ...shared],
    };
  }
}
