import { Module } from '@nestjs/common';
import { AreaModule } from '../area/area.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { PolicyModule } from '../policy/policy.module.js';
import { SmsModule } from '../sms/sms.module.js';
import { WeChatModule } from '../wechat/wechat.module.js';
import { CallDesk } from './call.desk.js';
import { Channels } from './channels.js';
import { ContentChecks } from './check.service.js';
import { CheckStore } from './check.store.js';
import { DeliveryStore } from './delivery.store.js';
import { Dispatcher } from './dispatcher.js';
import { HousePolicy } from './house.policy.js';
import { MessageController } from './message.controller.js';
import { MessageService } from './message.service.js';
import { MessageStore } from './message.store.js';
import { Outbox, OutboxBell } from './outbox.service.js';
import { PushController } from './push.controller.js';
import { PushService } from './push.service.js';

@Module({
  imports: [AreaModule, IdentityModule, PolicyModule, SmsModule, WeChatModule],
  controllers: [MessageController, PushController],
  providers: [
    CallDesk,
    Channels,
    CheckStore,
    ContentChecks,
    DeliveryStore,
    Dispatcher,
    HousePolicy,
    MessageService,
    MessageStore,
    Outbox,
    OutboxBell,
    PushService,
  ],
  exports: [CallDesk, ContentChecks, Dispatcher, MessageService, Outbox],
})
export class OutboxModule {}
