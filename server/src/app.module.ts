import { Module } from '@nestjs/common';
import { AreaModule } from './area/area.module.js';
import { CaseModule } from './case/case.module.js';
import { DoorModule } from './door/door.module.js';
import { FilesModule } from './files/files.module.js';
import { DemoModule } from './demo/demo.module.js';
import { HouseholdModule } from './household/household.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { MeModule } from './me/me.module.js';
import { NoticeModule } from './notice/notice.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { PolicyModule } from './policy/policy.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';

/** Every feature of the house. */
@Module({
  imports: [
    AreaModule,
    CaseModule,
    DemoModule,
    DoorModule,
    FilesModule,
    HouseholdModule,
    IdentityModule,
    MeModule,
    NoticeModule,
    OutboxModule,
    PolicyModule,
    PrivacyModule,
  ],
})
export class AppModule {}
