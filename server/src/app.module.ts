import { Module } from '@nestjs/common';
import { AreaModule } from './area/area.module.js';
import { CaseModule } from './case/case.module.js';
import { FilesModule } from './files/files.module.js';
import { HouseholdModule } from './household/household.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { NoticeModule } from './notice/notice.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { PolicyModule } from './policy/policy.module.js';

/** Every feature of the house. */
@Module({
  imports: [AreaModule, CaseModule, FilesModule, HouseholdModule, IdentityModule, NoticeModule, OutboxModule, PolicyModule],
})
export class AppModule {}
