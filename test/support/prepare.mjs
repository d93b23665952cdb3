import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// A daemon's folder is often not on the PATH of a person.
const folders = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/opt/homebrew/bin',
];

// Draws no window around its pages: half the work of the whole browser.
const SHELL = 'chromium-headless-shell';

/** @param {string} file */
function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first of these programs that this machine has.
 * @param {readonly string[]} names
 */
export function findProgram(names) {
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs);
}

/** MySQL's own mysqld cannot do what the tests ask of MariaDB. */
export function findMariaDb() {
  const server = findProgram(['mariadbd', 'mysqld']);
  if (!server) return undefined;
  return /MariaDB/.test(spawnSync(server, ['--no-defaults', '--version'], { encoding: 'utf8' }).stdout)
    ? server
    : undefined;
}

export function findChromium() {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return (
    findProgram([SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']) ??
    [mac].find(runs)
  );
}

function findChineseFont() {
  if (process.platform === 'darwin') return 'PingFang SC';
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
}

const needs = [
  { has: findMariaDb, packages: ['mariadb-server'] },
  { has: findChromium, packages: ['chromium'] },
  { has: findChineseFont, packages: ['fonts-noto-cjk', 'fontconfig'] },
];

/** @param {string[]} packages */
function install(packages) {
  process.stderr.write(`Installing ${packages.join(', ')} with apt-get ...\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ]) {
    const { status, stderr } = spawnSync('apt-get', words, { env, encoding: 'utf8' });
    if (status !== 0) process.stderr.write(stderr ?? '');
  }
}

const missing = () => needs.filter(({ has }) => !has()).flatMap(({ packages }) => packages);

/** Whether missing packages may be fetched here. */
const mayInstall = () => process.getuid?.() === 0 && findProgram(['apt-get']) !== undefined;

/** Everything that the tests need from the machine is there, or is installed now; else the sentence that says how. */
export function prepare() {
  if (mayInstall()) {
    // By itself: a whole browser does as well where there is no shell of it.
    if (!findProgram([SHELL])) install([SHELL]);
    if (missing().length > 0) install(missing());
  }
  const still = missing();
  if (still.length === 0) return undefined;
  return `The tests need MariaDB, Chromium and a Chinese font; install what is missing: sudo apt-get install -y ${still.join(' ')}`;
}
