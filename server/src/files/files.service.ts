import { Inject, Injectable } from '@nestjs/common';
import type { FileRef } from '@songtao/shared/api/common.js';
import { Clock } from '../platform/clock.js';
import { Crypto } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import type { Reader } from '../platform/tx.js';
import { FileStore } from './file.store.js';

const LINK_SECONDS = 300;

/** Links to stored files. */
@Injectable()
export class FilesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FileStore) private readonly files: FileStore,
    @Inject(Crypto) private readonly crypto: Crypto,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The files that are known, each with a link that is good for five minutes. Whoever calls answers for it that this person may see them. */
  async refs(
    ids: readonly string[],
    forPerson: string,
    db: Reader = this.database.read(),
  ): Promise<Map<string, FileRef>> {
    const until = Math.floor(this.clock.now().getTime() / 1_000) + LINK_SECONDS;
    const found = await this.files.byIds(db, ids);
    return new Map(
      found.map(({ id, kind, milliseconds }) => {
        const sig = this.crypto.sign('file', id, forPerson, until);
        const url = `/api/files/${id}?${new URLSearchParams({ until: String(until), for: forPerson, sig }).toString()}`;
        return [id, { id, kind, url, seconds: milliseconds === null ? null : milliseconds / 1_000 }];
      }),
    );
  }
}
