import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Front, startFront } from '../../sandbox/demo/front.ts';
import { shareWorld } from '../helpers/world.ts';
import { fillMonth } from '../reports/month.ts';
import { noBrowserBecause, startBrowser } from './chromium.ts';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 45_000, hookTimeout: 60_000 });

describe.skipIf(noBrowserBecause())('Mina, who manages', () => {
  const world = shareWorld();
  let browser: Browser;
  let front: Front;
  let page: Page;

  beforeAll(async () => {
    front = await startFront(0);
    front.route('/sandbox/', world().slack.url);
    await fillMonth(world().store, world().clock.now());
    await world().github.run('acme/api', 'CI', 'failure');
    await world().settle();
    [browser] = await Promise.all([startBrowser(), front.built]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(15_000);
    await page.goto(`${front.url}/#as=mina&at=C0ENGINEERING`);
  });
  afterAll(async () => {
    await browser?.close();
    await front?.close();
  });

  const posted = () => page.getByRole('article').filter({ hasText: 'The numbers' });

  /** Asks for a digest for the channel, and answers the message that comes. */
  async function digest() {
    const before = await posted().count();
    const box = page.getByRole('combobox', { name: /Message #engineering/ });
    await box.fill('/digest now');
    await box.press('Escape');
    await box.press('Enter');
    const stands = async () => {
      await world().settle();
      return posted().count();
    };
    await expect.poll(stands, { timeout: 15_000 }).toBe(before + 1);
    return posted().nth(before);
  }

  test('reads a digest with its pictures, and their facts beside them', async () => {
    const message = await digest();
    expect(await message.getByRole('figure').count()).toBe(2);
    const text = await message.textContent();
    expect(text).toContain('1 workflow is red, and nobody has it yet');
    expect(text).toMatch(/\d+% of \d+ runs passed in the last 20 working days/);
  });

  test('presses a number, and sees its runs', async () => {
    await posted().last().getByRole('button', { name: 'Runs' }).first().click();
    const answer = page.getByRole('article').filter({ hasText: 'Runs of this red build' });
    await answer.getByRole('cell', { name: /CI #1/ }).waitFor();
    expect(await answer.textContent()).toContain('Only visible to you');
  });

  test('reads it without them where Slack draws none', async () => {
    await page.getByRole('radio', { name: 'Without charts' }).check({ force: true });
    await expect.poll(() => world().slack.chartless()).toBe(true);
    world().clock.advance(60_000);
    const message = await digest();
    expect(await message.getByRole('figure').count()).toBe(0);
    expect(await message.textContent()).toMatch(/runs passed in the last 20 working days/);
    expect(world().slack.violations).toEqual([]);
  });
});
