import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.js';

/** A page of this machine: only there may a page ask for the microphone. */
async function serveBlank(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_, response) => response.end('<!doctype html>')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

describe('the browser of the journeys', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('draws Chinese with a Chinese font and hears a microphone', async () => {
    const page = await browser.newPage();
    const server = await serveBlank();
    await page.goto(server.url);
    await page.setContent(
      '<span id="a" style="font-size:40px">守</span><span id="b" style="font-size:40px">\uE000</span>',
    );
    const [drawn, missing] = await Promise.all(['#a', '#b'].map((id) => page.locator(id).screenshot()));
    expect(drawn?.equals(missing ?? Buffer.alloc(0))).toBe(false);
    const tracks = await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      return stream.getAudioTracks().map(({ readyState }) => readyState);
    });
    expect(tracks).toEqual(['live']);
    await server.close();
  });
});
