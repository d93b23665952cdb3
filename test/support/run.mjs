import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startMariaDb } from './mariadb.mjs';
import { prepare } from './prepare.mjs';

const jest = join(dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin/jest.js');

/** @param {string} file */
function totals(file) {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    // A file that does not even load has no tests to fail; it is one failure all the same.
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** @param {string[]} words what `npm test -- ...` was given */
async function run(words) {
  const dir = mkdtempSync(join(tmpdir(), 'songtao-test-'));
  const mariadb = await startMariaDb();
  const result = join(dir, 'result.json');
  const child = spawn(process.execPath, [jest, '--json', `--outputFile=${result}`, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings=ExperimentalWarning`,
      MARIADB_URL: mariadb.url,
      TZ: 'UTC',
    },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  await mariadb.stop();
  const { passed, failed } = totals(result);
  rmSync(dir, { recursive: true });
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
}

const sentence = prepare();
if (sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
} else {
  await run(process.argv.slice(2));
}
