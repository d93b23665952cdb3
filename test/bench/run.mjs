import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMariaDb } from '../support/mariadb.mjs';
import { alerts } from './alerts.mjs';
import { growth } from './growth.mjs';
import { home } from './home.mjs';
import { speed } from './speed.mjs';

/** What a part stands on. @typedef {{ dir: string, mariadb: Awaited<ReturnType<typeof startMariaDb>> }} Ground */

/** Every part answers its figures, and whether what was promised holds. */
const parts = { alerts, speed, growth, home };

const words = process.argv.slice(2);
const json = words.includes('--json') ? words[words.indexOf('--json') + 1] : null;
const chosen = Object.entries(parts).filter(([name]) => words.includes(name));

const dir = mkdtempSync(join(tmpdir(), 'songtao-bench-'));
// A county's database has memory for what is read every day.
const mariadb = await startMariaDb(['--innodb-buffer-pool-size=2G', '--innodb-log-file-size=1G']);
/** @type {Record<string, { holds: boolean }>} */
const results = {};
try {
  for (const [name, part] of chosen.length > 0 ? chosen : Object.entries(parts))
    results[name] = await part({ dir, mariadb });
} finally {
  await mariadb.stop();
  rmSync(dir, { recursive: true });
}
if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
process.exitCode = Object.values(results).every(({ holds }) => holds) ? 0 : 1;
