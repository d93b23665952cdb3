import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { CardService } from './card.service.js';
import { HouseholdCases } from './household.cases.js';
import { HouseholdController } from './household.controller.js';
import { HouseholdService } from './household.service.js';
import { HouseholdStore } from './household.store.js';

@Module({
  imports: [AreaModule, IdentityModule],
  controllers: [HouseholdController],
  providers: [CardService, HouseholdCases, HouseholdService, HouseholdStore],
  exports: [HouseholdService],
})
export class HouseholdModule {}
