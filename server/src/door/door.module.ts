import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { DoorController } from './door.controller.js';
import { FactorService } from './factor.service.js';
import { FactorStore } from './factor.store.js';
import { TicketService } from './ticket.service.js';
import { TicketStore } from './ticket.store.js';

/** The second factor of staff, and browsers that are let in with a phone. */
@Module({
  imports: [IdentityModule, OutboxModule],
  controllers: [DoorController],
  providers: [FactorService, FactorStore, TicketService, TicketStore],
})
export class DoorModule {}
