import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usual = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const args = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const found = usual.find((path) => path !== undefined && existsSync(path));

/**
 * Why there can be no browser test on this machine; undefined where there can.
 * @throws in CI, where a test that skips itself would look like one that passes
 */
export function noBrowserBecause(): string | undefined {
  if (found !== undefined) return undefined;
  const reason = 'no Chromium here: install it, or set CHROMIUM_PATH';
  if (process.env['CI'] === 'true') throw new Error(`Browser tests must run in CI, but ${reason}`);
  console.warn(`Browser tests skipped: ${reason}`);
  return reason;
}

/** Starts the machine's own Chromium, with nothing of it talking to the network. */
export function startBrowser(): Promise<Browser> {
  if (found === undefined) throw new Error('no Chromium');
  return chromium.launch({ executablePath: found, args });
}
