import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CaseEffects } from '../case/case.effects.js';
import { NoticeItemService } from './notice-item.service.js';

/** What cases do to notices. */
@Injectable()
export class NoticeEffects implements OnModuleInit {
  constructor(
    @Inject(CaseEffects) private readonly effects: CaseEffects,
    @Inject(NoticeItemService) private readonly items: NoticeItemService,
  ) {}

  onModuleInit(): void {
    this.effects.register('takeOffNotice', ({ tx, loaded }) => this.items.takeOff(tx, loaded.head.id));
    this.effects.register('publishAnnouncement', ({ tx, loaded: { head } }) => this.items.announce(tx, head));
  }
}
