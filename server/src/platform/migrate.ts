import { parseArgs } from 'node:util';
import { ConfigError, readConfig, type Config } from '../config/config.js';
import { Database } from './database.js';
import { Log } from './logger.js';
import { migrateDown, migrateUp, pendingMigrations } from './migrator.js';
import { migrations } from './migrations.js';
import { rows } from './rows.js';
import { sentenceOf } from './start.error.js';

const say = (words: string): boolean => process.stdout.write(`${words}\n`);

async function run(config: Config, { down, dry }: { down: boolean; dry: boolean }): Promise<void> {
  const database = await Database.connect(config, { rows, migrations }, new Log('error'), 'migrate');
  try {
    if (dry) say(['待执行 (pending):', ...(await pendingMigrations(database))].join('\n  '));
    else if (down) say(`已退回 (taken back): ${(await migrateDown(database)) ?? '-'}`);
    else say(['已执行 (done):', ...(await migrateUp(database))].join('\n  '));
  } finally {
    await database.onApplicationShutdown();
  }
}

/** `npm run migrate [-- --down | --dry]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { down: { type: 'boolean', default: false }, dry: { type: 'boolean', default: false } },
  });
  const config = readConfig(process.env);
  await run(config, values).catch((error: unknown) => {
    const sentence = sentenceOf(error, config);
    throw sentence ? new Error(sentence) : error;
  });
}

main().catch((error: unknown) => {
  const words = error instanceof ConfigError || error instanceof Error ? error.message : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
});
