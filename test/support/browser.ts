import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './prepare.mjs';

// The microphone is a tone of the browser's own, so that no test waits for a person or a device.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

/** The machine's own Chromium, headless; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is missing: sudo apt-get install -y chromium');
  return chromium.launch({ executablePath, headless: true, args: flags });
}
