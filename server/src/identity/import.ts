import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AreaService } from '../area/area.service.js';
import { AreaStore } from '../area/area.store.js';
import { readConfig } from '../config/config.js';
import { Audit } from '../platform/audit.js';
import { Clock } from '../platform/clock.js';
import { Crypto } from '../platform/crypto.js';
import { Database } from '../platform/database.js';
import { Log } from '../platform/logger.js';
import { migrations } from '../platform/migrations.js';
import { rows } from '../platform/rows.js';
import { PersonStore } from './person.store.js';
import { decodeList } from './roster.csv.js';
import { RosterMemory } from './roster.memory.js';
import { RosterImport, type ImportReport } from './roster.import.js';
import { StaffStore } from './staff.store.js';

const usage =
  '用法：node server/dist/identity/import.js 名单.csv [--dry]\n列：name,phone,role,area,grids,line,from,to';

/** The report as whoever keeps the list reads it. */
function wordsOf({ faults, people, roles, changed, unchanged }: ImportReport, heading: string): string {
  if (faults.length > 0)
    return [
      `有${faults.length}处要改，一行也没有导入：`,
      ...faults.map(({ row, words }) => `第${row}行：${words}`),
    ].join('\n');
  return `${heading}：新的人${people}个，新的职务${roles}个，改动${changed}个，没变${unchanged}个`;
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new Error(`打不开名单：${file}`);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dry: { type: 'boolean', default: false } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(usage);
  const text = decodeList(bytesOf(file));
  const config = readConfig(process.env);
  const database = await Database.connect(config, { rows, migrations }, new Log('error'));
  try {
    const clock = new Clock(config, database);
    await clock.onModuleInit();
    const crypto = new Crypto(config);
    const areas = new AreaService(new AreaStore());
    const roster = new RosterImport(
      database,
      new PersonStore(database, crypto),
      new StaffStore(database, new RosterMemory()),
      areas,
      new Audit(crypto, clock),
      clock,
    );
    const report = await (values.dry ? roster.tryOut(text) : roster.import(text));
    process.stdout.write(`${wordsOf(report, values.dry ? '试一试，没有写入' : '导入好了')}\n`);
    if (report.faults.length > 0) process.exitCode = 1;
  } finally {
    await database.onApplicationShutdown();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
