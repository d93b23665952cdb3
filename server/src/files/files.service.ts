import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { FileRef } from '@songtao/shared/api/common.js';
import type { ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { fileApi } from '@songtao/shared/api/registry.js';
import { CONFIG, type Config } from '../config/config.js';
import { SessionService } from '../identity/session.service.js';
import { ContentChecks } from '../outbox/check.service.js';
import { Clock } from '../platform/clock.js';
import { Crypto } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Limits } from '../platform/limits.js';
import type { Reader, Tx } from '../platform/tx.js';
import { cleanFile, limits } from './content.js';
import { FileStore, type FileKind, type StoredFile } from './file.store.js';
import { Storage } from './storage.js';

const LINK_SECONDS = 300;
/** WeChat fetches within half an hour what it is to check. */
const WECHAT = 'wechat';
const WECHAT_SECONDS = 2_400;
const UPLOADS_PER_MINUTE = 60;

/** A file to be kept under the id that its maker chose. */
export interface NewFile {
  readonly id: string;
  readonly kind: FileKind;
  /** Who sends it. */
  readonly by: string;
}

/** What a signed link says. */
export type Link = ParsedInputOf<typeof fileApi.read>;

/** Files: taken in, and read through links that some view handed out. */
@Injectable()
export class FilesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FileStore) private readonly files: FileStore,
    @Inject(Storage) private readonly storage: Storage,
    @Inject(Crypto) private readonly crypto: Crypto,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Limits) private readonly rates: Limits,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(ContentChecks) private readonly checks: ContentChecks,
    @Inject(CONFIG) private readonly config: Pick<Config, 'http'>,
  ) {}

  /** Keeps what a client sends; the same id from the same person is the same file, from another one keyReused. */
  async upload(file: NewFile, bytes: Readable): Promise<FileRef> {
    this.rates.take(`upload ${file.by}`, UPLOADS_PER_MINUTE);
    await this.take(file, bytes);
    const ref = (await this.refs([file.id], file.by)).get(file.id);
    if (!ref) throw new AppError('broken');
    return ref;
  }

  /** Keeps bytes that the house has itself. The length of a recording is measured, not believed. */
  async put(bytes: Buffer, { id, kind, by }: NewFile & { readonly seconds: number | null }): Promise<void> {
    await this.take({ id, kind, by }, Readable.from([bytes]));
  }

  /** The files that are known, each with a link that is good for five minutes. Whoever calls answers for it that this person may see them. */
  async refs(
    ids: readonly string[],
    forPerson: string,
    db: Reader = this.database.read(),
  ): Promise<Map<string, FileRef>> {
    const until = this.after(LINK_SECONDS);
    const found = await this.files.byIds(db, ids);
    return new Map(
      found.map(({ id, kind, milliseconds, flag }) => {
        const url = this.link(id, forPerson, until);
        const seconds = milliseconds === null ? null : milliseconds / 1_000;
        return [id, { id, kind, url, seconds, ...(flag && { flag }) }];
      }),
    );
  }

  /** The address at which WeChat may fetch a photo or a recording to check it; null where there is none. */
  async linkForWeChat(id: string): Promise<string | null> {
    const { publicUrl } = this.config.http;
    const file = await this.files.find(this.database.read(), id);
    if (!file || publicUrl === null) return null;
    return new URL(this.link(id, WECHAT, this.after(WECHAT_SECONDS)), publicUrl).href;
  }

  /** Marks what WeChat warned of, for whoever looks at it. */
  async flag(tx: Tx, id: string, flag: FileRef['flag']): Promise<void> {
    await this.files.flag(tx, id, flag);
  }

  /** Nobody sees these any more. Ids that are no files are passed over. */
  async forget(tx: Tx, ids: readonly string[]): Promise<void> {
    await this.files.remove(tx, ids);
  }

  /** Whether this person sent that file: what one hands on to others must be one's own. */
  async isOwn(
    id: string,
    kind: FileKind,
    person: string,
    db: Reader = this.database.read(),
  ): Promise<boolean> {
    const file = await this.files.find(db, id);
    return file?.kind === kind && file.owner === person;
  }

  /** Those of the files that somebody else sent; one that has not arrived yet is nobody's. */
  async foreignTo(person: string, ids: readonly string[], db: Reader): Promise<string[]> {
    const found = await this.files.byIds(db, ids);
    return found.flatMap(({ id, owner }) => (owner === person ? [] : [id]));
  }

  /** The file behind a link; notFound where the link is not ours, gone where its time is over or its person has signed out. */
  async behind({ id, until, for: person, sig }: Link): Promise<StoredFile> {
    if (!this.crypto.isSigned(sig, 'file', id, person, until)) throw new AppError('notFound');
    if (until * 1_000 < this.clock.now().getTime()) throw new AppError('gone');
    // A link that was copied out of a phone ends with the phone's session.
    if (person !== WECHAT && !(await this.sessions.isSignedIn(person))) throw new AppError('gone');
    const file = await this.files.find(this.database.read(), id);
    if (!file) throw new AppError('notFound');
    return file;
  }

  private after(seconds: number): number {
    return Math.floor(this.clock.now().getTime() / 1_000) + seconds;
  }

  private link(id: string, reader: string, until: number): string {
    const sig = this.crypto.sign('file', id, reader, until);
    return `/api/files/${id}?${new URLSearchParams({ until: String(until), for: reader, sig }).toString()}`;
  }

  private async take(file: NewFile, bytes: Readable): Promise<void> {
    const known = await this.files.find(this.database.read(), file.id);
    if (known) {
      await finished(bytes.resume());
      return requireSame(known, file);
    }
    const path = await this.storage.temporary();
    try {
      if (!(await this.storage.write(bytes, path, limits[file.kind]))) throw new AppError('tooBig');
      const content = await cleanFile(path, file.kind);
      await this.record({ ...file, ...content, ...(await this.storage.keep(path)) });
    } finally {
      await this.storage.discard(path);
    }
  }

  private async record({
    by: owner,
    ...file
  }: NewFile & Omit<StoredFile, 'owner' | 'at' | 'flag'>): Promise<void> {
    const isFirst = await this.database
      .write(async (tx) => {
        const isNew = await this.files.insert(tx, { ...file, flag: null, owner, at: this.clock.iso() });
        if (isNew && (file.kind === 'photo' || file.kind === 'voice'))
          await this.checks.later(tx, file.id, file.kind, owner);
        return isNew;
      })
      .catch(async (error: unknown) => {
        await this.storage.drop(file.place);
        throw error;
      });
    if (isFirst) return;
    await this.storage.drop(file.place);
    const known = await this.files.find(this.database.read(), file.id);
    if (known) requireSame(known, { ...file, by: owner });
  }
}

function requireSame(known: StoredFile, { by, kind }: NewFile): void {
  if (known.owner !== by || known.kind !== kind) throw new AppError('keyReused');
}
