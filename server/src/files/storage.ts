import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { AppError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';

const TEMPORARY = 'tmp';

/** How many times too big a file may be and still be read to its end. */
const FORGIVEN = 1.5;

/** A part of a file, first and last byte included. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** Bytes on the local disk. What is not whole has a temporary name. */
@Injectable()
export class Storage {
  private readonly dir: string;

  constructor(@Inject(CONFIG) { files }: Pick<Config, 'files'>) {
    this.dir = files.dir;
  }

  /** A name that nobody else has, for what is not finished. */
  async temporary(): Promise<string> {
    await mkdir(join(this.dir, TEMPORARY), { recursive: true });
    return join(this.dir, TEMPORARY, newId());
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
    await flush(path);
    const place = newId();
    const { size } = await stat(path);
    await mkdir(join(this.dir, shardOf(place)), { recursive: true });
    await rename(path, this.pathOf(place));
    await flush(join(this.dir, shardOf(place)));
    return { place, size };
  }

  /** The bytes of a place; null where there is nothing. */
  async read(place: string, slice?: Slice): Promise<Readable | null> {
    const path = this.pathOf(place);
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    return isThere ? createReadStream(path, { ...slice }) : null;
  }

  async drop(place: string): Promise<void> {
    await rm(this.pathOf(place), { force: true });
  }

  async discard(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Removes what was begun and left before a moment, and names the places that are older than it. */
  async olderThan(before: Date): Promise<string[]> {
    const places: string[] = [];
    for (const folder of await readdir(this.dir).catch(() => [])) {
      for (const name of await readdir(join(this.dir, folder)).catch(() => [])) {
        const path = join(this.dir, folder, name);
        const found = await stat(path).catch(() => null);
        if (!found?.isFile() || found.mtime >= before) continue;
        if (folder === TEMPORARY) await this.discard(path);
        else if (folder === shardOf(name)) places.push(name);
      }
    }
    return places;
  }

  private pathOf(place: string): string {
    return join(this.dir, shardOf(place), place);
  }
}

// The front of a place is its time; its end is random, so that folders grow alike.
const shardOf = (place: string): string => place.slice(-2);

// A row that says there is a file must not outlive it when the power fails: bytes and name are on the disk before it.
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
