import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { consentText, sessionApi } from '@songtao/shared/api/session.js';
import { TownSeed } from '../../server/src/demo/town.seed.js';
import { PersonStore } from '../../server/src/identity/person.store.js';
import { Database } from '../../server/src/platform/database.js';
import { newId } from '../../server/src/platform/ids.js';
import { rows } from '../../server/src/platform/rows.js';
import { specDatabases, type SpecDatabase } from '../../server/src/platform/spec.databases.js';
import { Town } from '../support/town.js';
import { Story } from './story.js';
import { everyCase, faultsOf } from '../support/truth.js';

jest.setTimeout(120_000);

const deploy = join(import.meta.dirname, '../../deploy');
const keys = generateKeyPairSync('rsa', {
  modulusLength: 3_072,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

describe.each(specDatabases)('a backup, on %s', (_kind, make) => {
  const dir = mkdtempSync(join(tmpdir(), 'songtao-restore-'));
  const at = (...names: string[]): string => join(dir, ...names);
  const spares: SpecDatabase[] = [];
  let source: SpecDatabase;
  let town: Town;
  let older: string;
  let newer: string;

  const run = (script: string, env: Readonly<Record<string, string>>, ...words: string[]) =>
    spawnSync(process.execPath, [join(deploy, script), ...words], {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        BACKUP_PUBLIC_KEY: at('public.pem'),
        BACKUP_PRIVATE_KEY: at('private.pem'),
        ...env,
      },
    });

  const backUp = (): string => {
    const { stdout, stderr, status } = run(
      'backup.mjs',
      { ...source.env, FILES_DIR: at('files') },
      at('kept'),
    );
    expect([status, stderr]).toEqual([0, '']);
    return stdout.split(' ')[0] ?? '';
  };

  /** Somewhere empty to restore to. */
  const spare = async (): Promise<SpecDatabase> => {
    const made = await make();
    spares.push(made);
    return { ...made, env: { ...made.env, FILES_DIR: join(dir, `files-${spares.length}`) } };
  };

  const consent = async (given: boolean): Promise<void> => {
    const villager = await town.as('villager');
    await villager.call(sessionApi.consent, { requestId: newId(), version: consentText.version, given });
  };

  beforeAll(async () => {
    writeFileSync(at('public.pem'), keys.publicKey);
    writeFileSync(at('private.pem'), keys.privateKey);
    source = await make();
    town = await Town.over(source, { env: { FILES_DIR: at('files') } });
    town.homes = await town.get(TownSeed).plant();
    const story = new Story(town);
    await consent(true);
    const { id } = await story.report('villager');
    await story.act('grid', id, 'accept');
    await story.act('grid', id, 'identify');
    await story.check(id);
    older = backUp();
    town.at('2026-11-23T02:05:00.000Z');
    await consent(false);
    newer = backUp();
  });
  afterAll(async () => {
    await town.close();
    for (const one of spares) await one.drop();
    rmSync(dir, { recursive: true });
  });

  /** Every row of every table, but for what the server notes down when it starts and when somebody signs in. */
  const contentOf = async (of: Town): Promise<Record<string, string[]>> => {
    const { sources } = of.get(Database);
    const tables = rows.map((row) => sources.reader.getMetadata(row).tableName);
    const found = tables.toSorted().map(async (table) => {
      const all = await sources.reader.query<object[]>(`SELECT * FROM ${table}`);
      return [table, all.map((row) => JSON.stringify(row)).toSorted()] as const;
    });
    return Object.fromEntries(await Promise.all(found));
  };

  it('gives back every row, every file and every chain, and the town works on', async () => {
    const target = await spare();
    const { status, stderr } = run('restore.mjs', target.env, newer);
    expect([status, stderr]).toEqual([0, '']);
    const restored = await Town.over(target);
    const [before, after] = [await contentOf(town), await contentOf(restored)];
    expect(Object.keys(after).length).toBeGreaterThan(30);
    expect(after).toEqual(before);
    const cases = await everyCase(restored);
    expect(cases).toHaveLength(1);
    for (const id of cases) expect(await faultsOf(restored, id)).toEqual([]);
    const names = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('tmp'));
    expect(names(target.env['FILES_DIR'] ?? '')).toEqual(names(at('files')));
    expect((await (await restored.as('villager')).call(sessionApi.me, {})).name).toBe('王秀英');
    await restored.app.close();
  });

  it('does not undo what was taken back after it, where the newest one is at hand', async () => {
    const agreedIn = async (target: SpecDatabase): Promise<string | null> => {
      const restored = await Town.over(target);
      const agreed = await restored.get(PersonStore).consentOf(await restored.idOf('villager'));
      await restored.app.close();
      return agreed;
    };
    const [alone, with_] = [await spare(), await spare()];
    expect(run('restore.mjs', alone.env, older).status).toBe(0);
    expect(run('restore.mjs', with_.env, older, newer).stdout).toContain('补了1条');
    expect(await agreedIn(alone)).toBe(consentText.version);
    expect(await agreedIn(with_)).toBeNull();
  });

  it('cannot be read by whoever finds it, nor changed, nor brought over what is there', async () => {
    const name = '王秀英';
    for (const file of readdirSync(newer)) expect(readFileSync(join(newer, file)).includes(name)).toBe(false);
    const target = await spare();
    const changed = at('changed');
    cpSync(newer, changed, { recursive: true });
    const bytes = readFileSync(join(changed, 'database.sealed'));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(changed, 'database.sealed'), bytes);
    expect(run('restore.mjs', target.env, changed).stderr).toContain('内容被改过，不能用');
    const stranger = generateKeyPairSync('rsa', { modulusLength: 3_072 }).privateKey;
    writeFileSync(at('stranger.pem'), stranger.export({ type: 'pkcs8', format: 'pem' }));
    const wrong = { ...target.env, BACKUP_PRIVATE_KEY: at('stranger.pem') };
    expect(run('restore.mjs', wrong, newer).stderr).toContain('这把私钥打不开它');
    expect(run('restore.mjs', source.env, newer).stderr).toContain('数据库不是空的');
    expect(run('restore.mjs', target.env, newer).status).toBe(0);
  });
});
