import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { AppError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Shelf, type Slice } from './shelf.js';

/** How many times too big a file may be and still be read to its end. */
const FORGIVEN = 1.5;

/** Files on their way in, under a temporary name on the local disk, and those that are whole, on the shelf. */
@Injectable()
export class Storage {
  private readonly dir: string;

  constructor(
    @Inject(CONFIG) { files }: Pick<Config, 'files'>,
    @Inject(Shelf) private readonly shelf: Shelf,
  ) {
    this.dir = join(files.dir, 'tmp');
  }

  /** A name that nobody else has, for what is not finished. */
  async temporary(): Promise<string> {
    await mkdir(this.dir, { recursive: true });
    return join(this.dir, newId());
  }

  /** Writes at most so many bytes; false where there were more, which are read and forgotten so that the sender hears the answer. Throws tooBig at one who sends without end. */
  async write(source: Readable, path: string, limit: number): Promise<boolean> {
    let size = 0;
    const cap = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        const error = size > limit * FORGIVEN ? new AppError('tooBig') : null;
        done(error, size > limit ? undefined : chunk);
      },
    });
    await pipeline(source, cap, createWriteStream(path, { flags: 'wx' }));
    return size <= limit;
  }

  /** Gives a finished file its lasting place and size. */
  async keep(path: string): Promise<{ place: string; size: number }> {
    const place = newId();
    const { size } = await stat(path);
    await this.shelf.put(path, place);
    return { place, size };
  }

  /** The bytes of a place; null where there is nothing. */
  read(place: string, slice?: Slice): Promise<Readable | null> {
    return this.shelf.read(place, slice);
  }

  drop(place: string): Promise<void> {
    return this.shelf.drop(place);
  }

  async discard(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Removes what was begun and left before a moment, and names the places that are older than it. */
  async olderThan(before: Date): Promise<string[]> {
    for (const name of await readdir(this.dir).catch(() => [])) {
      const path = join(this.dir, name);
      const found = await stat(path).catch(() => null);
      if (found?.isFile() && found.mtime < before) await this.discard(path);
    }
    return this.shelf.olderThan(before);
  }
}
