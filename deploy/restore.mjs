// node --env-file=.env deploy/restore.mjs BACKUP [NEWEST]
// Brings a backup into an empty database and an empty folder. NEWEST is the newest backup that can be read: what people
// agreed to or took back after BACKUP is brought along from there, for a restore must not undo it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { databaseOf } from './database.mjs';
import { unseal } from './seal.mjs';

/**
 * @param {import('node:stream').Readable} source
 * @param {string} dir
 */
async function unpack(source, dir) {
  mkdirSync(dir, { recursive: true });
  const tar = spawn('tar', ['-C', dir, '-xf', '-'], { stdio: ['pipe', 'inherit', 'inherit'] });
  const [[code]] = await Promise.all([once(tar, 'close'), pipeline(source, tar.stdin)]);
  if (code !== 0) throw new Error(`tar 没有做完 (${code})`);
}

async function main() {
  const [, , backup, newest = backup] = process.argv;
  const { env } = process;
  if (!backup || !env.BACKUP_PRIVATE_KEY)
    throw new Error(
      '用法：BACKUP_PRIVATE_KEY=私钥.pem node --env-file=.env deploy/restore.mjs 备份 [最新的备份]',
    );
  const key = readFileSync(env.BACKUP_PRIVATE_KEY, 'utf8');
  const database = databaseOf(env);
  const dir = env.FILES_DIR || join(env.DATA_DIR || '.data', 'files');
  if (!(await database.isEmpty())) throw new Error('数据库不是空的。只能恢复到空库里');
  if (existsSync(dir) && readdirSync(dir).length > 0)
    throw new Error(`${dir} 不是空的。只能恢复到空文件夹里`);
  await database.load(await unseal(join(backup, 'database.sealed'), key), createGunzip());
  const files = join(backup, 'files.sealed');
  if (existsSync(files)) await unpack(await unseal(files, key), dir);
  const agreed = JSON.parse(await text(await unseal(join(newest, 'agreed.sealed'), key)));
  const added = await database.add('consent', agreed);
  process.stdout.write(`恢复好了，后来的同意和收回补了${added}条\n`);
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
