import { Module } from '@nestjs/common';
import { HouseholdCasesService } from './household-cases.service.js';
import { HouseholdCasesStore } from './household-cases.store.js';

/** Apart from the module of cases, which stands above the registry that asks this. */
@Module({ providers: [HouseholdCasesService, HouseholdCasesStore], exports: [HouseholdCasesService] })
export class HouseholdCasesModule {}
