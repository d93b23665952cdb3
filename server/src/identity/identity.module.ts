import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { LeaveStore } from './leave.store.js';
import { MembershipService } from './membership.service.js';
import { MembershipStore } from './membership.store.js';
import { PersonStore } from './person.store.js';
import { RosterService } from './roster.service.js';
import { ScopeService } from './scope.service.js';
import { SessionStore } from './session.store.js';
import { StaffStore } from './staff.store.js';

@Module({
  imports: [AreaModule],
  providers: [
    LeaveStore,
    MembershipService,
    MembershipStore,
    PersonStore,
    RosterService,
    ScopeService,
    SessionStore,
    StaffStore,
  ],
  exports: [MembershipService, RosterService, ScopeService],
})
export class IdentityModule {}
