import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { HouseholdCasesModule } from '../case/household-cases.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { CardService } from './card.service.js';
import { HouseholdController } from './household.controller.js';
import { HouseholdService } from './household.service.js';
import { HouseholdStore } from './household.store.js';

@Module({
  imports: [AreaModule, HouseholdCasesModule, IdentityModule],
  controllers: [HouseholdController],
  providers: [CardService, HouseholdService, HouseholdStore],
  exports: [CardService, HouseholdService],
})
export class HouseholdModule {}
