import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/src/config/config.js';
import { Database } from '../../server/src/platform/database.js';
import { Log } from '../../server/src/platform/logger.js';
import { wechatTables } from '../../server/src/platform/migrations/wechat.js';
import { WeChatQuotaEventRow, WeChatQuotaRow } from '../../server/src/wechat/quota.row.js';
import { WeChatTokenRow } from '../../server/src/wechat/token.row.js';

export interface TestDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

const holdings = {
  rows: [WeChatTokenRow, WeChatQuotaRow, WeChatQuotaEventRow],
  migrations: [wechatTables],
};

async function sqlite(): Promise<TestDatabase> {
  const dir = await mkdtemp(join(tmpdir(), 'songtao-wechat-'));
  const database = await Database.connect(readConfig({ DATA_DIR: dir }), holdings, new Log('silent'));
  await database.sources.writer.runMigrations();
  return {
    database,
    close: async () => {
      await database.onApplicationShutdown();
      await rm(dir, { recursive: true });
    },
  };
}

/** Each kind of database that the house runs on, empty but for the tables of WeChat. */
export const databases: [name: string, open: () => Promise<TestDatabase>][] = [['SQLite', sqlite]];
