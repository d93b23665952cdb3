import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { HouseholdModule } from '../household/household.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { PolicyModule } from '../policy/policy.module.js';
import { CountsStore } from './counts.store.js';
import { MeController } from './me.controller.js';
import { MeService } from './me.service.js';
import { StaffController } from './staff.controller.js';
import { StaffService } from './staff.service.js';

/** The pages about oneself: they stand above people, households and messages. */
@Module({
  imports: [AreaModule, HouseholdModule, IdentityModule, OutboxModule, PolicyModule],
  controllers: [MeController, StaffController],
  providers: [CountsStore, MeService, StaffService],
  exports: [MeService],
})
export class MeModule {}
