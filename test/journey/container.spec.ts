import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../support/mariadb.mjs';

const root = join(import.meta.dirname, '../..');
const file = readFileSync(join(root, 'deploy/Containerfile'), 'utf8');

interface Line {
  readonly word: string;
  readonly rest: string;
}

/** What one stage says, line by line, and what it begins from. */
interface Stage {
  readonly from: string;
  readonly lines: readonly Line[];
}

function stagesOf(text: string): Map<string, Stage> {
  const stages = new Map<string, { from: string; lines: Line[] }>();
  let current = { from: '', lines: [] as Line[] };
  for (const line of text.split('\n').filter((each) => /^[A-Z]/.test(each))) {
    const [, word = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (word !== 'FROM') {
      current.lines.push({ word, rest });
      continue;
    }
    const [from = '', , name = 'last'] = rest.split(' ');
    current = { from, lines: [] };
    stages.set(name, current);
  }
  return stages;
}

const stages = stagesOf(file);

// Not run as they stand: what the whole tree needs is here already by the same lock file, the pages were built for the
// journeys, and tzdata belongs to the image's own system.
const standIns: Readonly<Record<string, (dir: string) => void>> = {
  'npm ci --no-audit --no-fund': (dir) => {
    for (const folder of ['node_modules', 'server/node_modules'])
      linked(join(root, folder), join(dir, folder));
  },
  [`node -e "require('./server/build.cjs').buildPages()"`]: (dir) =>
    cpSync(process.env.H5_DIR ?? '', join(dir, 'miniapp/dist/h5'), { recursive: true }),
};
const ofTheSystem = /^apt-get /;

// Both lie on the disk, wherever the databases of the tests are: then nothing has to be copied.
const DISK = '/tmp';

function linked(from: string, to: string): void {
  const { status } = spawnSync('cp', ['-al', from, to]);
  if (status !== 0) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/** Lays a container file's stages down in folders, its commands run by a shell. */
class Builder {
  private readonly made = new Map<string, string>();
  readonly env: Record<string, string> = {};
  user = 'root';
  command: string[] = [];

  constructor(private readonly dir: string) {}

  stage(name: string): string {
    const known = this.made.get(name);
    if (known) return known;
    const stage = stages.get(name);
    if (!stage) throw new Error(`no stage ${name}`);
    const place = join(this.dir, name);
    if (stages.has(stage.from)) linked(this.stage(stage.from), place);
    else mkdirSync(place, { recursive: true });
    this.made.set(name, place);
    for (const line of stage.lines) this.do(place, line);
    return place;
  }

  private do(place: string, { word, rest }: Line): void {
    if (word === 'COPY') this.copy(place, rest);
    if (word === 'RUN') run(place, rest);
    if (word === 'USER') this.user = rest;
    if (word === 'CMD') this.command = JSON.parse(rest) as string[];
    if (word === 'WORKDIR') expect(rest).toBe('/app');
    if (word === 'ENV')
      Object.assign(this.env, Object.fromEntries(rest.split(' ').map((pair) => pair.split('='))));
  }

  // As containers do: what is in a folder, not the folder; a file under its name where the goal ends with a slash.
  private copy(place: string, rest: string): void {
    const words = rest.split(' ');
    const from = words[0]?.startsWith('--from=') ? this.stage(words.shift()?.slice(7) ?? '') : root;
    const goal = words.pop() ?? '';
    for (const word of words) {
      const source = join(from, word.replace(/^\/app\//, ''));
      const named = statSync(source).isFile() && goal.endsWith('/') ? basename(source) : '';
      const to = join(place, goal, named);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(source, to, {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => from !== root || !isIgnored(path),
      });
    }
  }
}

const isIgnored = (path: string): boolean => /(^|\/)(node_modules|dist|[^/]*\.tsbuildinfo)$/.test(path);

function run(place: string, command: string): void {
  if (ofTheSystem.test(command)) return;
  const standIn = standIns[command];
  if (standIn) return standIn(place);
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], { cwd: place, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stdout}${stderr}`);
}

const key = (): string => randomBytes(32).toString('base64');

describe('the container', () => {
  const dir = mkdtempSync(join(DISK, 'songtao-container-'));
  const name = `container_${randomBytes(6).toString('hex')}`;
  const builder = new Builder(dir);
  let app: string;
  let env: Record<string, string>;
  let server: ChildProcess | null = null;
  let url: string;

  const sql = async (statement: string): Promise<void> => {
    const connection = await createConnection(process.env.MARIADB_URL ?? '');
    await connection.query(statement);
    await connection.end();
  };

  beforeAll(async () => {
    chmodSync(dir, 0o755);
    app = builder.stage('last');
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    await sql(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
    env = {
      PATH: process.env.PATH ?? '',
      ...builder.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: `${process.env.MARIADB_URL}${name}`,
      DATA_DIR: join(dir, 'data'),
      FIELD_KEYS: `a:${key()}`,
      INDEX_KEY: key(),
      LINK_KEY: key(),
      WECHAT_APPID: 'wx0000000000000000',
      WECHAT_SECRET: 'secret',
      OWNER: '某区人民政府',
      FILING: '某ICP备00000000号',
      DUTY_PHONE: '0851-0000000',
    };
  }, 300_000);
  afterAll(async () => {
    server?.kill('SIGKILL');
    await sql(`DROP DATABASE ${name}`);
    rmSync(dir, { recursive: true, force: true });
  });

  // 65534 is nobody's; only root may become somebody else, and anybody else is no root already.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const start = (words: readonly string[]) =>
    spawn(process.execPath, words, { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'], ...nobody });

  it('holds what it runs and nothing that only builds it', () => {
    expect(builder.user).toBe('node');
    expect(builder.env).toMatchObject({ NODE_ENV: 'production', TZ: 'Asia/Shanghai' });
    for (const needed of ['fastify', 'typeorm', 'libsql', 'sharp', 'zod', '@songtao/shared'])
      expect([needed, existsSync(join(app, 'node_modules', needed))]).toEqual([needed, true]);
    for (const tool of ['jest', 'typescript', '@tarojs', 'playwright-core', 'react'])
      expect([tool, existsSync(join(app, 'node_modules', tool))]).toEqual([tool, false]);
    for (const path of ['server/src', 'test', 'miniapp', '.env'])
      expect([path, existsSync(join(app, path))]).toEqual([path, false]);
  });

  it('is not ready before the release has migrated the database, and is afterwards', async () => {
    const migration = start(['server/dist/platform/migrate.js']);
    expect((await once(migration, 'exit'))[0]).toBe(0);
    server = start(builder.command.slice(1));
    const ready = async (): Promise<boolean> =>
      fetch(`${url}/api/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    const until = Date.now() + 60_000;
    while (!(await ready()) && Date.now() < until) await sleep(100);
    expect(await ready()).toBe(true);
    const page = await fetch(url);
    expect([page.status, (await page.text()).includes('松涛守望')]).toEqual([200, true]);
    expect((await fetch(`${url}/api/demo`)).status).toBe(404);
    const [phrase] = readdirSync(join(root, 'server/assets/voice'));
    expect((await fetch(`${url}/api/voice/${phrase}`)).status).toBe(200);
    const health = /HEALTHCHECK.* CMD (.*)/.exec(file)?.[1] ?? '';
    expect(spawnSync('sh', ['-c', health], { env }).status).toBe(0);
  }, 90_000);

  it('stops in order when it is told to', async () => {
    server?.kill('SIGTERM');
    expect((await once(server ?? start([]), 'exit'))[0]).toBe(0);
    const health = /HEALTHCHECK.* CMD (.*)/.exec(file)?.[1] ?? '';
    expect(spawnSync('sh', ['-c', health], { env }).status).toBe(1);
  }, 30_000);

  it('is described to 微信云托管 as it is', () => {
    const config = JSON.parse(readFileSync(join(root, 'deploy/container.config.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(config).toMatchObject({
      containerPort: Number(builder.env['PORT']),
      dockerfilePath: 'deploy/Containerfile',
    });
    expect(existsSync(join(root, String(config['dockerfilePath'])))).toBe(true);
    // Alerts have to leave the house while nobody calls.
    expect(config['minNum']).toBe(1);
  });
});
