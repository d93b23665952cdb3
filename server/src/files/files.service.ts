import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { FileRef } from '@songtao/shared/api/common.js';
import type { ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { fileApi } from '@songtao/shared/api/registry.js';
import { Clock } from '../platform/clock.js';
import { Crypto } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Limits } from '../platform/limits.js';
import type { Reader } from '../platform/tx.js';
import { cleanFile, limits } from './content.js';
import { FileStore, type FileKind, type StoredFile } from './file.store.js';
import { Storage } from './storage.js';

const LINK_SECONDS = 300;
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

  /** The file behind a link; notFound where the link is not ours, gone where its time is over. */
  async behind({ id, until, for: person, sig }: Link): Promise<StoredFile> {
    if (!this.crypto.isSigned(sig, 'file', id, person, until)) throw new AppError('notFound');
    if (until * 1_000 < this.clock.now().getTime()) throw new AppError('gone');
    const file = await this.files.find(this.database.read(), id);
    if (!file) throw new AppError('notFound');
    return file;
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

  private async record({ by: owner, ...file }: NewFile & Omit<StoredFile, 'owner' | 'at'>): Promise<void> {
    const isFirst = await this.database
      .write((tx) => this.files.insert(tx, { ...file, owner, at: this.clock.iso() }))
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
