import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../support/prepare.mjs';
import { openTown, say } from './stage.mjs';

const { buildPages } = createRequire(import.meta.url)('../../server/build.cjs');

const PROMISED = { coldMs: 5_000, warmMs: 1_500 };
const VISITS = 3;
const MORNING = 10;
/** A phone of 2016 at the end of a valley: four times slower than this machine, 400 kbit/s, 300 ms to every answer. */
const SLOWER = 4;
const LINE = { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const NO_LINE = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

/** @typedef {import('playwright-core').Page} Page @typedef {import('playwright-core').CDPSession} Wire */

/** @param {number[]} values */
const median = (values) => Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);

/** @param {Wire} wire @param {boolean} isOld */
async function becomeOld(wire, isOld) {
  await wire.send('Network.enable');
  await wire.send('Network.emulateNetworkConditions', isOld ? LINE : NO_LINE);
  await wire.send('Emulation.setCPUThrottlingRate', { rate: isOld ? SLOWER : 1 });
}

/** Runs in the page: taps a door as soon as all four stand, and marks when it has answered. */
function tapWhenThere() {
  const looking = setInterval(() => {
    const doors = document.querySelectorAll('.st-door');
    const policies = [...doors].find(({ textContent }) => textContent?.includes('看政策'));
    if (location.hash.includes('policies')) performance.mark('answered');
    else if (doors.length >= 4 && policies instanceof HTMLElement) policies.click();
    if (performance.getEntriesByName('answered').length > 0) clearInterval(looking);
  }, 20);
}

/** Milliseconds from the address to a door that has answered a tap. @param {Page} page @param {string} url */
async function visit(page, url) {
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'commit' });
  await page.evaluate(tapWhenThere);
  await page.waitForFunction(() => performance.getEntriesByName('answered').length > 0, null, {
    polling: 200,
  });
  return page.evaluate(() => performance.getEntriesByName('answered')[0]?.startTime ?? 0);
}

/** Leaves the phone as a new version of the pages finds it: nothing is kept but who it is. @param {Page} page @param {Wire} wire @param {string} url */
async function forget(page, wire, url) {
  await page.goto(url);
  await page.evaluate(() => {
    for (const kept of [localStorage, sessionStorage])
      for (const name of Object.keys(kept)) if (!name.endsWith('/session')) kept.removeItem(name);
  });
  await page.goto('about:blank');
  await wire.send('Network.clearBrowserCache');
}

/** Milliseconds of each first and each later visit. @param {string} url */
async function visits(url) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is missing: sudo apt-get install -y chromium');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const viewport = { width: 375, height: 812 };
  const context = await browser.newContext({ viewport, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await page.goto(url);
  await page.getByTestId('villager').tap();
  await page.getByTestId('villager').waitFor({ state: 'hidden' });
  /** @type {{ cold: number[], warm: number[] }} */
  const took = { cold: [], warm: [] };
  for (let round = 0; round < VISITS; round += 1) {
    await forget(page, wire, url);
    await becomeOld(wire, true);
    took.cold.push(await visit(page, url));
    await page.waitForLoadState('networkidle');
    took.warm.push(await visit(page, url));
    await becomeOld(wire, false);
  }
  await browser.close();
  return took;
}

/** How long home takes on an old phone, at the first visit and at a later one. @param {{ dir: string }} ground */
export async function home({ dir }) {
  const env = { DATA_DIR: mkdtempSync(join(dir, 'home-')), H5_DIR: process.env.H5_DIR ?? buildPages() };
  const town = await openTown(env, MORNING);
  const { cold, warm } = await visits(`${town.url}/`);
  await town.app.close();
  const figures = { coldMs: median(cold), warmMs: median(warm) };
  const holds = figures.coldMs <= PROMISED.coldMs && figures.warmMs <= PROMISED.warmMs;
  say(
    `home on an old phone: ${figures.coldMs} ms at first, ${figures.warmMs} ms later; promised ${PROMISED.coldMs} and ${PROMISED.warmMs} ms: ${holds ? 'kept' : 'MISSED'}`,
  );
  return { ...figures, holds };
}
