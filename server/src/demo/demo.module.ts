import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { CaseModule } from '../case/case.module.js';
import { FilesModule } from '../files/files.module.js';
import { HouseholdModule } from '../household/household.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { NoticeModule } from '../notice/notice.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { PolicyModule } from '../policy/policy.module.js';
import { CasesSeed } from './cases.seed.js';
import { DemoController } from './demo.controller.js';
import { DemoService } from './demo.service.js';
import { Director } from './director.js';
import { EverydaySeed } from './everyday.seed.js';
import { NoticesSeed } from './notices.seed.js';
import { TownSeed } from './town.seed.js';

/** The demo's town, its moving day and its personas. Its routes do not exist outside the demo. */
@Module({
  imports: [
    AreaModule,
    CaseModule,
    FilesModule,
    HouseholdModule,
    IdentityModule,
    NoticeModule,
    OutboxModule,
    PolicyModule,
  ],
  controllers: [DemoController],
  providers: [CasesSeed, DemoService, Director, EverydaySeed, NoticesSeed, TownSeed],
})
export class DemoModule {}
