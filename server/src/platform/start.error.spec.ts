import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../config/config.js';
import { Database } from './database.js';
import { Log } from './logger.js';
import { sentenceOf, StartError } from './start.error.js';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'songtao-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

async function sentenceFor(env: Record<string, string>): Promise<string | null> {
  const config = readConfig(env);
  const connecting = Database.connect(config, { rows: [], migrations: [] }, new Log('silent'));
  return sentenceOf(await connecting.catch((error: unknown) => error), config);
}

function listenError(port: number): Promise<unknown> {
  return new Promise((resolve) => createServer().once('error', resolve).listen(port, '127.0.0.1'));
}

describe('the sentence for a start that fails', () => {
  it('names the port that is busy, and another to try', async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) =>
      holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port)),
    );
    const sentence = sentenceOf(await listenError(port), readConfig({ PORT: String(port) }));
    holder.close();
    expect(sentence).toContain(`端口 ${port} 已被占用`);
    expect(sentence).toContain(`PORT=${port + 1}`);
  });

  it('names the folder that cannot be written', async () => {
    const file = join(dir, 'a file');
    writeFileSync(file, '');
    expect(await sentenceFor({ DATA_DIR: join(file, 'data') })).toContain(join(file, 'data'));
    chmodSync(file, 0o444);
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) expect(await sentenceFor({ DATA_DIR: file })).toContain('不能写入');
  });

  it('says that the database cannot be reached, and never its password', async () => {
    const sentence = await sentenceFor({ DATABASE_URL: 'mysql://u:topsecret@127.0.0.1:1/x' });
    expect(sentence).toContain('连不上数据库');
    expect(sentence).not.toContain('topsecret');
  });

  it('passes on what already is a sentence, and knows nothing of a bug', () => {
    const config = readConfig({});
    expect(sentenceOf(new StartError('一句话'), config)).toBe('一句话');
    expect(sentenceOf(new TypeError('x'), config)).toBeNull();
  });
});
