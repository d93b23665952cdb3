import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { HouseholdService } from './household.service.js';
import { HouseholdStore } from './household.store.js';

@Module({
  imports: [AreaModule, IdentityModule],
  providers: [HouseholdService, HouseholdStore],
  exports: [HouseholdService],
})
export class HouseholdModule {}
