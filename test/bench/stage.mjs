import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A part of the compiled server. @param {string} path */
export const part = (path) => import(new URL(`../../server/dist/${path}.js`, import.meta.url).href);

/** @param {readonly number[]} values @param {number} share */
export const percentile = (values, share) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

/** @param {number} value @param {number} [digits] */
export const round = (value, digits = 0) => Number(value.toFixed(digits));

/** @param {string} words */
export const say = (words) => void process.stdout.write(`${words}\n`);

/** No limits: one bench is many people behind one address. */
const roomy = { DEMO: '1', LIMIT_CALLER_PER_MINUTE: '100000', LIMIT_ADDRESS_PER_MINUTE: '1000000' };

/** The demo's town on one database, in this process, at an hour of +08:00 that is kept in the database: a server that starts on it later stands there too. @param {Record<string, string>} env @param {number} hour */
export async function openTown(env, hour) {
  const [{ readConfig }, { buildApplication, openPlatform }, { Log }, { migrateUp }] = await Promise.all(
    ['config/config', 'platform/application', 'platform/logger', 'platform/migrator'].map(part),
  );
  const [{ AppModule }, { TownSeed }, { Clock }, { migrations }, { rows }, { Database }] = await Promise.all(
    [
      'app.module',
      'demo/town.seed',
      'platform/clock',
      'platform/migrations',
      'platform/rows',
      'platform/database',
    ].map(part),
  );
  const config = readConfig({ ...process.env, ...roomy, ...env });
  const platform = await openPlatform(config, { rows, migrations }, new Log('error'));
  await migrateUp(platform.database);
  const app = await buildApplication(platform, AppModule);
  await app.get(Clock).moveOn(minutesUntil(hour));
  await app.listen(0, '127.0.0.1');
  const homes = await app.get(TownSeed, { strict: false }).plant();
  return { url: await app.getUrl(), app, config, homes, database: app.get(Database) };
}

/** @param {number} hour */
function minutesUntil(hour) {
  const day = 1_440;
  const now = Math.floor(Date.now() / 60_000) % day;
  return ((hour * 60 - 8 * 60 - now + 2 * day) % day) + 1;
}

/** @param {string} url @param {string} path @param {object | null} body @param {string} [token] */
export async function call(url, path, body, token) {
  const headers = {
    ...(body && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(`${url}/api${path}`, {
    method: body ? 'POST' : 'GET',
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A program of its own that prints its address as its first line. @param {string} file @param {Record<string, string>} env @param {(line: string) => string | null} [urlIn] */
export async function startProgram(file, env, urlIn = (line) => line) {
  const child = spawn(process.execPath, [join(root, file)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  if (!child.stdout || !child.pid) throw new Error(`${file} did not start`);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = urlIn(line);
    if (!url) continue;
    // Whatever else it says must not fill the pipe.
    child.stdout.resume();
    return { url, pid: child.pid, stop: () => ended(child) };
  }
  throw new Error(`${file} ended`);
}

/** The real server, as it is started in service. @param {Record<string, string>} env */
export function startServer(env) {
  return startProgram('server/dist/main.js', { ...roomy, PORT: '0', ...env }, (line) => {
    const { event, text } = JSON.parse(line);
    return event === 'listening' ? text : null;
  });
}

/** @param {import('node:child_process').ChildProcess} child */
async function ended(child) {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Milliseconds of CPU that a process has used, all its threads together. @param {number} pid */
export function cpuOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return ((user ?? 0) + (system ?? 0)) * 10;
}

/** Megabytes of memory that a process holds. @param {number} pid */
export function memoryOf(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return round(Number(kilobytes) / 1_024);
}
