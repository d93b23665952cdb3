import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CasesSeed } from '../../server/src/demo/cases.seed.js';
import { NoticesSeed } from '../../server/src/demo/notices.seed.js';
import type { Home } from '../../server/src/demo/town.seed.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Town, type Start } from './town.js';

const [[, embedded]] = specDatabases as [(typeof specDatabases)[number]];
const place = process.env.PLANTED_DIR ?? join(mkdtempSync(join(tmpdir(), 'songtao-planted-')), 'town');
const data = join(place, 'data');
const homes = join(place, 'homes.json');
const PATIENCE_MS = 300_000;

/** The demo's town with its cases and notices, planted once in a run: the first spec that asks makes it, everybody works on a copy. */
export async function plantedTown(start: Start): Promise<Town> {
  if (isFirst()) await plant();
  const until = Date.now() + PATIENCE_MS;
  while (!existsSync(homes) && Date.now() < until) await sleep(100);
  const own = await embedded();
  cpSync(data, own.env['DATA_DIR'] ?? '', { recursive: true });
  const town = await Town.over(own, start);
  town.homes = JSON.parse(readFileSync(homes, 'utf8')) as Home[];
  return town;
}

function isFirst(): boolean {
  try {
    mkdirSync(place);
    return true;
  } catch {
    return false;
  }
}

async function plant(): Promise<void> {
  const database = await embedded();
  const town = await Town.open(() => Promise.resolve(database));
  await town.get(CasesSeed).plant(town.homes, () => undefined);
  await town.get(NoticesSeed).plant();
  await town.app.close();
  cpSync(database.env['DATA_DIR'] ?? '', data, { recursive: true });
  await database.drop();
  // Whole, or not there.
  writeFileSync(`${homes}.new`, JSON.stringify(town.homes));
  renameSync(`${homes}.new`, homes);
}
