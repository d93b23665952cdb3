import 'reflect-metadata';
import { AppModule } from '../app.module.js';
import { readConfig } from '../config/config.js';
import { buildApplication, openPlatform } from '../platform/application.js';
import { Log } from '../platform/logger.js';
import { migrateUp } from '../platform/migrator.js';
import { migrations } from '../platform/migrations.js';
import { rows } from '../platform/rows.js';
import { CasesSeed } from './cases.seed.js';
import { NoticesSeed } from './notices.seed.js';
import { TownSeed } from './town.seed.js';

// Fills an empty database with the demo's town, through the same doors that people use.
const say = (words: string): void => void process.stdout.write(`\r${words}`);

const config = readConfig({ ...process.env, DEMO: '1' });
const platform = await openPlatform(config, { rows, migrations }, new Log('warn'));
await migrateUp(platform.database);
const application = await buildApplication(platform, AppModule);
say('正在布置演示镇：村、户、干部 …');
const homes = await application.get(TownSeed, { strict: false }).plant();
const cases = await application
  .get(CasesSeed, { strict: false })
  .plant(homes, (done, of) => say(`正在布置演示镇：求助 ${done}/${of} …      `));
await application.get(NoticesSeed, { strict: false }).plant();
say(`演示镇好了：${homes.length}户，${cases}件求助。            \n`);
await application.close();
