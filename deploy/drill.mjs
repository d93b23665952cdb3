// node --env-file=drill.env deploy/drill.mjs BACKUP
// The drill of every week: the backup is restored into the empty database of drill.env, the server is started on it,
// and what it says is printed. What was restored stays; drop the database afterwards.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { databaseOf } from './database.mjs';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const START_MS = 30_000;
const counted = ['person', 'household', 'case_record', 'case_action', 'stored_file', 'audit_event'];

/** @param {string} url */
async function isReady(url) {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/api/ready`).catch(() => null);
    if (answer?.ok) return true;
    await sleep(200);
  }
  return false;
}

async function main() {
  const [, , backup] = process.argv;
  if (!backup) throw new Error('用法：node --env-file=drill.env deploy/drill.mjs 备份');
  const began = Date.now();
  const restored = spawnSync(process.execPath, [at('restore.mjs'), backup], { stdio: 'inherit' });
  if (restored.status !== 0) throw new Error('没有恢复成');
  const port = process.env.PORT || '8099';
  const server = spawn(process.execPath, [at('../server/dist/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PORT: port, HOST: '127.0.0.1' },
  });
  const ended = once(server, 'exit');
  const ready = await isReady(`http://127.0.0.1:${port}`);
  server.kill('SIGTERM');
  await ended;
  if (!ready) throw new Error('恢复了，但是程序起不来');
  const database = databaseOf(process.env);
  for (const table of counted) process.stdout.write(`${table}\t${await database.count(table)}\n`);
  process.stdout.write(`演练成功，用了${Math.ceil((Date.now() - began) / 1_000)}秒\n`);
}

main().catch((error) => {
  process.stderr.write(`演练失败：${error.message}\n`);
  process.exitCode = 1;
});
