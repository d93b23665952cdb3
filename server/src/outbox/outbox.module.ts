import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { WeChatModule } from '../wechat/wechat.module.js';
import { Channels } from './channels.js';
import { ContentChecks } from './check.service.js';
import { CheckStore } from './check.store.js';
import { DeliveryStore } from './delivery.store.js';
import { Dispatcher } from './dispatcher.js';
import { MessageController } from './message.controller.js';
import { MessageService } from './message.service.js';
import { MessageStore } from './message.store.js';
import { Outbox, OutboxBell } from './outbox.service.js';
import { PushController } from './push.controller.js';
import { PushService } from './push.service.js';

@Module({
  imports: [IdentityModule, WeChatModule],
  controllers: [MessageController, PushController],
  providers: [
    Channels,
    CheckStore,
    ContentChecks,
    DeliveryStore,
    Dispatcher,
    MessageService,
    MessageStore,
    Outbox,
    OutboxBell,
    PushService,
  ],
  exports: [ContentChecks, Dispatcher, Outbox],
})
export class OutboxModule {}
