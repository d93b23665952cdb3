import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { PolicyModule } from '../policy/policy.module.js';
import { NoticeItemService } from './notice-item.service.js';
import { NoticeStore } from './notice.store.js';

@Module({
  imports: [AreaModule, PolicyModule],
  providers: [NoticeItemService, NoticeStore],
  exports: [NoticeItemService, NoticeStore],
})
export class NoticeItemModule {}
