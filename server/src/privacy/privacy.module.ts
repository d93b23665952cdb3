import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { CaseModule } from '../case/case.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { PolicyModule } from '../policy/policy.module.js';
import { Keys } from './keys.service.js';
import { KeyStore } from './key.store.js';
import { Night } from './night.service.js';
import { NightStore } from './night.store.js';

/** What the house owes to whoever is kept in it. */
@Module({
  imports: [AreaModule, CaseModule, IdentityModule, OutboxModule, PolicyModule],
  providers: [Keys, KeyStore, Night, NightStore],
})
export class PrivacyModule {}
