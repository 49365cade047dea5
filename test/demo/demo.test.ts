import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Front, startFront } from '../../sandbox/demo/front.ts';
import { freePort, listen } from '../../sandbox/demo/listen.ts';
import { type Demo, startDemo } from '../../sandbox/demo/start.ts';
import { noBrowserBecause, startBrowser } from './chromium.ts';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 45_000, hookTimeout: 60_000 });

const anyPorts = {
  slackPort: 0,
  githubPort: 0,
  batonPort: 0,
  seed: 7,
  pace: 'brisk',
  days: 3,
} as const;
const root = fileURLToPath(new URL('../../', import.meta.url));

describe.skipIf(noBrowserBecause())('the demo, with the unchanged Baton in it', () => {
  let front: Front;
  let demo: Demo;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    front = await startFront(0);
    [browser, demo] = await Promise.all([startBrowser(), startDemo(front, anyPorts)]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    await page.goto(front.url);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
    await front?.close();
  });

  const alert = () => page.getByRole('article').filter({ hasText: 'failing on main' }).first();

  test('announces the first failed build without anything being touched', async () => {
    await Promise.race([demo.ready, demo.died.then((how) => expect.fail(how))]);
    await alert().waitFor();
  });

  test('answers /ci with the health of the channel', async () => {
    await page.getByRole('combobox', { name: /Message #builds/ }).fill('/ci');
    await page.keyboard.press('Enter');
    await page.getByText('Only visible to you').waitFor();
    await page.getByRole('article').filter({ hasText: 'Health of this channel' }).waitFor();
  });

  test('tells Omar, who is on call, privately; he takes it, and everyone in the thread hears who', async () => {
    await alert().getByText('On call: ').waitFor();
    await page.getByRole('radio', { name: /Omar/ }).check({ force: true });
    await page.getByRole('button', { name: /Baton.*unread/ }).click();
    const call = page.getByRole('article').filter({ hasText: 'You are on call for Development' });
    await call.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('You have it since').waitFor();
    await page.getByRole('button', { name: 'builds' }).click();
    await alert()
      .getByRole('button', { name: /1 reply/ })
      .click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('omar has it').last().waitFor();
    await page.getByRole('button', { name: 'Close the thread' }).click();
  });

  test('shows Omar on call his own Home', async () => {
    await page.getByRole('radio', { name: /Omar/ }).check({ force: true });
    await page.getByRole('button', { name: 'Baton', exact: true }).last().click();
    await page.getByRole('heading', { name: 'Red now' }).waitFor();
  });

  test('lets Omar rerun what failed by chance, and turns green before him', async () => {
    await page.getByRole('radio', { name: /Omar/ }).check({ force: true });
    await page.getByRole('button', { name: 'builds', exact: true }).click();
    await page.getByRole('button', { name: /A flaky test/ }).click();
    const flaky = page.getByRole('article').filter({ hasText: /E2E\s*is failing on/ });
    await flaky.getByRole('button', { name: 'Rerun failed jobs' }).click();
    await flaky.getByText(/reran it/).waitFor();
    const green = page.getByRole('article').filter({ hasText: /E2E\s*is green again/ });
    await green.getByText(/Passed on rerun/).waitFor();
  });

  test('makes something happen when asked to, and tells what it was', async () => {
    await page.getByRole('button', { name: /A green push/ }).click();
    await page
      .getByText(/pushed “/)
      .first()
      .waitFor();
  });

  test('says when there is nothing to do, and suggests a command in one channel only', async () => {
    await page.getByRole('button', { name: 'The storm ends' }).click();
    await page.getByText('Nothing to do: there is no storm.').waitFor();
    await page.getByRole('button', { name: 'Hand work to QA' }).click();
    const composer = page.getByRole('combobox', { name: /Message/ });
    expect(await composer.inputValue()).toContain('/handoff qa');
    await page.getByRole('button', { name: 'general', exact: true }).click();
    await page.getByText('Welcome! This workspace').waitFor();
    expect(await composer.inputValue()).toBe('');
    await page.getByRole('radio', { name: /Dana/ }).check({ force: true });
    await page.getByRole('button', { name: 'deploy to staging' }).click();
    await page.getByText('You are Omar').waitFor();
    await expect.poll(() => composer.inputValue()).toBe('/deploy staging on acme/api');
  });

  const be = async (who: string, channel: string) => {
    await page.getByRole('radio', { name: new RegExp(who) }).check({ force: true });
    await page.getByRole('navigation').getByRole('button', { name: channel }).first().click();
  };
  const type = async (line: string) => {
    await page.getByRole('combobox', { name: /Message/ }).fill(line);
    await page.keyboard.press('Enter');
  };
  const card = (what: string) =>
    page
      .getByRole('article')
      .filter({ hasText: what })
      .filter({ hasText: /this to/ })
      .last();
  const press = (what: string, button: string) =>
    card(what).getByRole('button', { name: button, exact: true }).click();

  test('takes a release from Dana to Quinn to Omar, each of whom presses as themselves', async () => {
    await be('Dana', 'qa');
    await type('/handoff qa "2.4 is on staging" --to @quinn --due "in 2 days"');
    await card('2.4 is on staging').waitFor();
    await be('Quinn', 'qa');
    await press('2.4 is on staging', 'Accept');
    await page.getByText('quinn has it').waitFor();
    await press('2.4 is on staging', 'Pass on');
    await page.getByRole('dialog').getByText('Choose').first().click();
    await page.getByRole('option', { name: 'Operations' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pass on' }).click();
    await page.getByText('passed it on to Operations').first().waitFor();
    await be('Omar', 'ops');
    await press('2.4 is on staging', 'Accept');
    await page.getByText('omar has it').waitFor();
    await press('2.4 is on staging', 'Done');
    await page.getByLabel('How it went').fill('Rolled out');
    await page.getByLabel('Rollback tested').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await card('Rolled out').filter({ hasText: 'Done after' }).waitFor();
  });

  test('reminds, asks the lead and gives it back while the clock is wound forward', async () => {
    await be('Dana', 'qa');
    await type('/handoff qa "Nobody takes this"');
    await card('Nobody takes this').waitFor();
    const told = (who: string) =>
      demo.slack
        .as(who)
        .dm()
        .messages.map(({ plain }) => plain)
        .filter((plain) => plain.includes('Nobody takes this'));
    const windUntil = async (by: string, holds: () => boolean) => {
      await page.getByRole('button', { name: by, exact: true }).click();
      await demo.slack.until(holds, { within: 20_000, what: `something after ${by}` });
    };
    await windUntil('1 hour', () => told('quinn').length === 1);
    await windUntil('15 min', () => told('quinn').length === 2);
    await windUntil('15 min', () => told('mina').length === 1);
    expect(told('quinn')).toHaveLength(2);
    await page.getByRole('button', { name: '15 min', exact: true }).click();
    await windUntil('15 min', () =>
      told('dana').some((one) => one.includes('It is with dana again')),
    );
    await card('Nobody takes this').filter({ hasText: 'twice the time' }).waitFor();
  });

  test('has asked Slack for nothing that Slack would refuse', async () => {
    await demo.told;
    expect(demo.slack.violations).toEqual([]);
  });
});

describe('npm run demo', () => {
  const run = (...args: string[]) =>
    spawn(process.execPath, ['--import', 'tsx', 'sandbox/demo.ts', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  test('prints where the page is, serves it, and stops on Ctrl-C', async () => {
    const child = run('--port', String(await freePort()), '--quiet');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = line.toString().trim();
    const response = await fetch(url);
    expect(await response.text()).toContain('<title>Baton demo</title>');
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('says which part died, and why, and stops the others', async () => {
    const taken: Server = createServer();
    const port = await listen(taken, 0);
    const child = run('--port', '0', '--baton-port', String(port), '--quiet');
    const said: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said.join('')).toContain('Baton stopped');
    expect(said.join('')).toContain(`PORT: ${port} is taken`);
    taken.close();
  });

  test('refuses an option that it does not know, with those that it does', async () => {
    const child = run('--prot', '1');
    const [words] = (await once(child.stderr, 'data')) as [Buffer];
    expect(words.toString()).toContain("'--prot'");
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
