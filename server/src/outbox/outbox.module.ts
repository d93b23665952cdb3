import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { WeChatModule } from '../wechat/wechat.module.js';
import { Channels } from './channels.js';
import { DeliveryStore } from './delivery.store.js';
import { Dispatcher } from './dispatcher.js';
import { MessageController } from './message.controller.js';
import { MessageService } from './message.service.js';
import { MessageStore } from './message.store.js';
import { Outbox, OutboxBell } from './outbox.service.js';

@Module({
  imports: [IdentityModule, WeChatModule],
  controllers: [MessageController],
  providers: [Channels, DeliveryStore, Dispatcher, MessageService, MessageStore, Outbox, OutboxBell],
  exports: [Dispatcher, Outbox],
})
export class OutboxModule {}
