import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Shelf, type Slice } from './shelf.js';

/** Files in a folder of the local disk. */
export class DiskShelf extends Shelf {
  constructor(private readonly dir: string) {
    super();
  }

  async put(path: string, place: string): Promise<void> {
    await flush(path);
    await mkdir(join(this.dir, shardOf(place)), { recursive: true });
    await rename(path, this.pathOf(place));
    await flush(join(this.dir, shardOf(place)));
  }

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

  async olderThan(before: Date): Promise<string[]> {
    const places: string[] = [];
    for (const folder of await readdir(this.dir).catch(() => [])) {
      for (const name of await readdir(join(this.dir, folder)).catch(() => [])) {
        if (folder !== shardOf(name)) continue;
        const found = await stat(join(this.dir, folder, name)).catch(() => null);
        if (found?.isFile() && found.mtime < before) places.push(name);
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
