// node --env-file=.env deploy/backup.mjs FOLDER
// A sealed backup in a folder of its own: the database, the uploaded files, and what people have agreed to so far.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { databaseOf } from './database.mjs';
import { seal } from './seal.mjs';

/** @param {string} dir */
async function* filesIn(dir) {
  const tar = spawn('tar', ['-C', dir, '--exclude=./tmp', '-cf', '-', '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(tar, 'close');
  yield* tar.stdout;
  const [code] = await closed;
  if (code !== 0) throw new Error(`tar 没有做完 (${code})`);
}

async function main() {
  const [, , folder] = process.argv;
  const { env } = process;
  if (!folder || !env.BACKUP_PUBLIC_KEY)
    throw new Error('用法：BACKUP_PUBLIC_KEY=公钥.pem node --env-file=.env deploy/backup.mjs 存放的文件夹');
  const publicKey = readFileSync(env.BACKUP_PUBLIC_KEY, 'utf8');
  const name = new Date().toISOString().replace(/[:.]/g, '');
  const part = join(folder, `${name}.part`);
  mkdirSync(part, { recursive: true, mode: 0o700 });
  const database = databaseOf(env);
  const parts = {
    database: [await database.dump(), createGzip()],
    agreed: [Readable.from([JSON.stringify(await database.rows('consent'))])],
    ...filesPart(env),
  };
  for (const [key, source] of Object.entries(parts))
    await seal(source, join(part, `${key}.sealed`), publicKey);
  const bytes = Object.keys(parts).map((key) => statSync(join(part, `${key}.sealed`)).size);
  renameSync(part, join(folder, name));
  process.stdout.write(`${join(folder, name)} ${bytes.reduce((sum, each) => sum + each)} 字节\n`);
}

/** Files in a bucket are kept by the bucket: its versions are switched on there. @param {NodeJS.ProcessEnv} env */
function filesPart({ FILES_URL, FILES_DIR, DATA_DIR }) {
  const dir = FILES_DIR || join(DATA_DIR || '.data', 'files');
  return FILES_URL || !existsSync(dir) ? {} : { files: [Readable.from(filesIn(dir))] };
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
