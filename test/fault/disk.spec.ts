import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import { scribble } from '../../server/src/demo/sample.files.js';
import { Storage } from '../../server/src/files/storage.js';
import { Log } from '../../server/src/platform/logger.js';
import { newId } from '../../server/src/platform/ids.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Story } from '../api/story.js';
import { Town } from '../support/town.js';
import { figure } from './figures.js';

const [[, make]] = specDatabases as [(typeof specDatabases)[number]];

jest.setTimeout(120_000);

/** A small disk of its own where this machine lets us mount one; else the storage itself says that the disk is full. */
class SmallDisk {
  readonly dir = mkdtempSync(join(tmpdir(), 'songtao-disk-'));
  readonly isReal = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', this.dir]).status === 0;
  private readonly ballast = join(this.dir, 'ballast');

  fill(): void {
    if (this.isReal) {
      const { bavail, bsize } = statfsSync(this.dir);
      writeFileSync(this.ballast, Buffer.alloc((bavail - 1) * bsize));
    } else {
      const error = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      jest.spyOn(Storage.prototype, 'write').mockRejectedValue(error);
    }
  }

  free(): void {
    jest.restoreAllMocks();
    rmSync(this.ballast, { force: true });
  }

  /** Every file that is there, but the one that only takes up room. */
  files(): string[] {
    const found = readdirSync(this.dir, { recursive: true, withFileTypes: true });
    return found.flatMap((entry) => (entry.isFile() && entry.name !== 'ballast' ? [entry.name] : []));
  }

  remove(): void {
    if (this.isReal) spawnSync('umount', [this.dir]);
    rmSync(this.dir, { recursive: true });
  }
}

describe('a disk that is full', () => {
  let disk: SmallDisk;
  let town: Town;
  let story: Story;

  beforeAll(async () => {
    disk = new SmallDisk();
    town = await Town.open(make, { env: { FILES_DIR: disk.dir }, log: new Log('silent') });
    story = new Story(town);
  });
  afterAll(async () => {
    await town.close();
    disk.remove();
  });

  it('takes the words, says that the photo has to wait, and leaves no half of it', async () => {
    const villager = await story.as('villager');
    const [id, bytes] = [newId(), new Uint8Array(await scribble())];
    disk.fill();
    const refused = await villager.sendFile(id, bytes, 'photo', 'image/jpeg');
    expect(refused).toMatchObject({
      status: 503,
      error: { code: 'away', retry: true, message: '现在存不下，过一会儿再试' },
    });
    expect(disk.files()).toEqual([]);
    const receipt = await story.report('villager', { kind: 'water', photos: [id] });
    expect((await villager.call(caseApi.get, { id: receipt.id })).id).toBe(receipt.id);
    disk.free();
    expect((await villager.sendFile(id, bytes, 'photo', 'image/jpeg')).status).toBe(200);
    expect(disk.files()).toHaveLength(1);
    figure('disk full during an upload', {
      disk: disk.isReal ? 'tmpfs of 1 MB' : 'a storage that says so',
      partialFiles: 0,
    });
  });
});
