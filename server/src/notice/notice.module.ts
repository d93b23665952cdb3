import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { CaseModule } from '../case/case.module.js';
import { FilesModule } from '../files/files.module.js';
import { HouseholdModule } from '../household/household.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { PolicyModule } from '../policy/policy.module.js';
import { NoticeChecked } from './notice.checked.js';
import { NoticeClock } from './notice.clock.js';
import { NoticeController } from './notice.controller.js';
import { NoticeEffects } from './notice.effects.js';
import { NoticeItemModule } from './notice-item.module.js';
import { NoticePages } from './notice.pages.js';
import { NoticeService } from './notice.service.js';
import { Offices } from './office.service.js';
import { PublicNoticeService } from './public-notice.service.js';

@Module({
  imports: [
    AreaModule,
    CaseModule,
    FilesModule,
    HouseholdModule,
    IdentityModule,
    NoticeItemModule,
    OutboxModule,
    PolicyModule,
  ],
  controllers: [NoticeController],
  providers: [
    NoticeChecked,
    NoticeClock,
    NoticeEffects,
    NoticePages,
    NoticeService,
    Offices,
    PublicNoticeService,
  ],
  exports: [NoticeService, PublicNoticeService],
})
export class NoticeModule {}
