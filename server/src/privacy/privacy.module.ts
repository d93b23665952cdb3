import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { CaseModule } from '../case/case.module.js';
import { HouseholdModule } from '../household/household.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { MeModule } from '../me/me.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { PolicyModule } from '../policy/policy.module.js';
import { CopyService } from './copy.service.js';
import { Keys } from './keys.service.js';
import { KeyStore } from './key.store.js';
import { ListService } from './list.service.js';
import { Night } from './night.service.js';
import { NightStore } from './night.store.js';
import { PrivacyController } from './privacy.controller.js';
import { Retention } from './retention.service.js';

/** What the house owes to whoever is kept in it. */
@Module({
  imports: [AreaModule, CaseModule, HouseholdModule, IdentityModule, MeModule, OutboxModule, PolicyModule],
  controllers: [PrivacyController],
  providers: [CopyService, Keys, KeyStore, ListService, Night, NightStore, Retention],
})
export class PrivacyModule {}
