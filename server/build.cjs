const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const at = (...names) => path.join(root, ...names);
const sources = ['miniapp/src', 'miniapp/config', 'miniapp/package.json', 'shared/src', 'package-lock.json'];

/** @param {string} file @returns {number} */
function newest(file) {
  const stat = fs.statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...fs.readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** @param {string} output */
function stale(output) {
  if (!fs.existsSync(output)) return true;
  const made = fs.statSync(output).mtimeMs;
  return sources.some((source) => newest(at(source)) > made);
}

/** @param {'h5' | 'weapp'} type @param {string} output */
function build(type, output) {
  const began = new Date();
  const log = fs.mkdtempSync(path.join(os.tmpdir(), 'songtao-build-'));
  const file = path.join(log, `${type}.log`);
  const out = fs.openSync(file, 'w');
  const taro = [at('node_modules/@tarojs/cli/bin/taro'), 'build', '--type', type, '--no-check'];
  const { status } = spawnSync(process.execPath, taro, {
    cwd: at('miniapp'),
    stdio: ['ignore', out, out],
    // A test's NODE_ENV would make another bundle than the one that is shipped.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  fs.closeSync(out);
  const words = fs.readFileSync(file, 'utf8');
  fs.rmSync(log, { recursive: true });
  // The builder does not always end with an error where it failed.
  if (status !== 0 || !fs.existsSync(output)) throw new Error(words.slice(-4_000));
  // What was saved meanwhile may not be in it.
  fs.utimesSync(output, began, began);
}

/**
 * The folder of the pages for a browser, made anew where a source is younger; fails with the end of the builder's words.
 * @returns {string}
 */
function buildPages() {
  const pages = at('miniapp/dist/h5');
  const output = path.join(pages, 'index.html');
  if (!stale(output)) return pages;
  console.log('正在制作页面，第一次约一分钟 (building the pages, about a minute the first time) …');
  build('h5', output);
  return pages;
}

/**
 * The folder that goes to WeChat, made anew where a source is younger; fails with the end of the builder's words.
 * @returns {string}
 */
function buildWeapp() {
  const bundle = at('miniapp/dist/weapp');
  const output = path.join(bundle, 'app.json');
  if (!stale(output)) return bundle;
  console.log('正在制作小程序，约半分钟 (building the mini-program, about half a minute) …');
  build('weapp', output);
  return bundle;
}

module.exports = { buildPages, buildWeapp };
