import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { FilesModule } from '../files/files.module.js';
import { HouseholdModule } from '../household/household.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { NoticeItemModule } from '../notice/notice-item.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { PolicyModule } from '../policy/policy.module.js';
import { CaseAnnouncer } from './case.announcer.js';
import { CaseCalls } from './case.calls.js';
import { CaseClock } from './case.clock.js';
import { CaseController } from './case.controller.js';
import { CaseEffects } from './case.effects.js';
import { CaseFiling } from './case.filing.js';
import { CaseNumbers } from './number.store.js';
import { CasePages } from './case.pages.js';
import { CaseProcedure } from './case.procedure.js';
import { CaseRows } from './case.rows.js';
import { CaseService } from './case.service.js';
import { CaseStore } from './case.store.js';
import { CaseSubjects } from './case.subject.js';
import { ChainService } from './chain.service.js';
import { ChainStore } from './chain.store.js';
import { CaseErasure } from './erasure.service.js';
import { ErasureStore } from './erasure.store.js';
import { ListStore } from './list.store.js';
import { MeetingController } from './meeting.controller.js';
import { MeetingFacts } from './meeting.facts.js';
import { MeetingService } from './meeting.service.js';
import { MeetingStore } from './meeting.store.js';
import { ObjectionService } from './objection.service.js';
import { ObjectionStore } from './objection.store.js';
import { OwnCases } from './own.service.js';
import { OwnEffects } from './own.effects.js';
import { TaskStore } from './task.store.js';

@Module({
  imports: [
    AreaModule,
    FilesModule,
    HouseholdModule,
    IdentityModule,
    NoticeItemModule,
    OutboxModule,
    PolicyModule,
  ],
  controllers: [CaseController, MeetingController],
  providers: [
    CaseAnnouncer,
    CaseCalls,
    CaseClock,
    CaseEffects,
    CaseErasure,
    CaseFiling,
    CaseNumbers,
    CasePages,
    CaseProcedure,
    CaseRows,
    CaseService,
    CaseStore,
    CaseSubjects,
    ChainService,
    ChainStore,
    ErasureStore,
    ListStore,
    MeetingFacts,
    MeetingService,
    MeetingStore,
    ObjectionService,
    ObjectionStore,
    OwnCases,
    OwnEffects,
    TaskStore,
  ],
  exports: [
    CaseClock,
    CaseEffects,
    CaseErasure,
    CaseFiling,
    CaseService,
    CaseStore,
    ChainService,
    MeetingService,
    ObjectionService,
    OwnCases,
  ],
})
export class CaseModule {}
