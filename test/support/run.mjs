import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

const MEMORY = '/dev/shm';
const ROOM = 6 * 1_024 ** 3;

/** Where the tests' databases lie: in memory where there is room, for thousands of commits wait for a disk otherwise. */
function place() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

const builds = ['buildPages', 'buildWeapp'];

/** Both bundles at once, for a builder keeps one core busy; the setups of their projects find them made. */
async function build() {
  const maker = fileURLToPath(new URL('../../server/build.cjs', import.meta.url));
  const children = builds.map((name) =>
    spawn(process.execPath, ['-e', `require(${JSON.stringify(maker)}).${name}()`], {
      stdio: ['ignore', 'inherit', 'ignore'],
    }),
  );
  await Promise.all(children.map((child) => once(child, 'exit')));
}

/** @param {string[]} words what `npm test -- ...` was given */
async function run(words) {
  const dir = mkdtempSync(join(place(), 'songtao-test-'));
  process.env.TMPDIR = dir;
  const mariadb = await startMariaDb();
  if (!words.some((word) => word.startsWith('--selectProjects'))) await build();
  const result = join(dir, 'result.json');
  const child = spawn(process.execPath, [jest, '--json', `--outputFile=${result}`, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings=ExperimentalWarning`,
      MARIADB_URL: mariadb.url,
      PLANTED_DIR: join(dir, 'planted'),
      TZ: 'UTC',
    },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  await mariadb.stop();
  const { passed, failed } = totals(result);
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
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
