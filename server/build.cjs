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

/**
 * The folder of the pages for a browser, made anew where a source is younger; fails with the end of the builder's words.
 * @returns {string}
 */
function buildPages() {
  const pages = at('miniapp/dist/h5');
  if (!stale(path.join(pages, 'index.html'))) return pages;
  console.log('正在制作页面，第一次约一分钟 (building the pages, about a minute the first time) …');
  const log = fs.mkdtempSync(path.join(os.tmpdir(), 'songtao-build-'));
  const file = path.join(log, 'h5.log');
  const out = fs.openSync(file, 'w');
  const taro = [at('node_modules/@tarojs/cli/bin/taro'), 'build', '--type', 'h5', '--no-check'];
  const { status } = spawnSync(process.execPath, taro, { cwd: at('miniapp'), stdio: ['ignore', out, out] });
  fs.closeSync(out);
  const words = fs.readFileSync(file, 'utf8');
  fs.rmSync(log, { recursive: true });
  if (status !== 0) throw new Error(words.slice(-4_000));
  return pages;
}

module.exports = { buildPages };
