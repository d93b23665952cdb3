import { Global, Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { CallerResolver } from '../platform/caller.js';
import { WeChatModule } from '../wechat/wechat.module.js';
import { LeaveService } from './leave.service.js';
import { LeaveStore } from './leave.store.js';
import { MembershipService } from './membership.service.js';
import { MembershipStore } from './membership.store.js';
import { PersonService } from './person.service.js';
import { PersonStore } from './person.store.js';
import { RosterMemory } from './roster.memory.js';
import { RosterService } from './roster.service.js';
import { ScopeService } from './scope.service.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session.store.js';
import { SignInService } from './sign-in.service.js';
import { StaffStore } from './staff.store.js';
import { WeChatLogin } from './wechat.login.js';

/** People, sessions and the roster. Global, for the gate of the platform asks it who calls. */
@Global()
@Module({
  imports: [AreaModule, WeChatModule],
  controllers: [SessionController],
  providers: [
    LeaveService,
    LeaveStore,
    MembershipService,
    MembershipStore,
    PersonService,
    PersonStore,
    RosterMemory,
    RosterService,
    ScopeService,
    SessionService,
    SessionStore,
    SignInService,
    StaffStore,
    WeChatLogin,
    { provide: CallerResolver, useExisting: SessionService },
  ],
  exports: [
    CallerResolver,
    LeaveService,
    MembershipService,
    PersonService,
    PersonStore,
    RosterService,
    ScopeService,
    SessionService,
    StaffStore,
  ],
})
export class IdentityModule {}
