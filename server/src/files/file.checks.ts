import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ContentChecks } from '../outbox/check.service.js';
import { FilesService } from './files.service.js';

/** What WeChat thinks of photos and recordings. None is held back for it. */
@Injectable()
export class FileChecks implements OnModuleInit {
  constructor(
    @Inject(ContentChecks) private readonly checks: ContentChecks,
    @Inject(FilesService) private readonly files: FilesService,
  ) {}

  onModuleInit(): void {
    for (const kind of ['photo', 'voice'] as const) {
      this.checks.register(kind, {
        shown: (id) => this.files.linkForWeChat(id),
        told: async (tx, id, verdict) => {
          if (verdict !== 'pass') await this.files.flag(tx, id, verdict);
        },
      });
    }
  }
}
