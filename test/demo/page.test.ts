import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Front, startFront } from '../../sandbox/demo/front.ts';
import { startWorkspace, type Workspace } from '../../sandbox/slack/index.ts';
import { noBrowserBecause, startBrowser } from './chromium.ts';
import { appendix, digest } from './showcase.ts';
import { type StandIn, standInManifest, startStandIn } from './stand-in.ts';

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 45_000, hookTimeout: 60_000 });

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

describe.skipIf(noBrowserBecause())('the page', () => {
  let browser: Browser;
  let slack: Workspace;
  let app: StandIn;
  let front: Front;
  const problems: string[] = [];
  /** The first visitor of each test comes to one page, loaded anew: to start a process for each took longer than all else. */
  let kept: { page: Page; taken: boolean; loads: number };

  beforeAll(async () => {
    slack = await startWorkspace({ manifest: standInManifest });
    front = await startFront(0);
    front.route('/sandbox/', slack.url);
    [browser, app] = await Promise.all([startBrowser(), startStandIn(slack), front.built]);
    kept = { page: await open(), taken: false, loads: 0 };
    await kept.page.goto(front.url);
  });
  afterEach(async () => {
    await kept.page.evaluate('localStorage.clear()');
    const others = browser.contexts().filter((context) => context !== kept.page.context());
    for (const context of others) await context.close();
    kept.taken = false;
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await front?.close();
    await slack?.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: laptop, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => problems.push(error.message));
    return page;
  }
  async function visit(
    as: string,
    options?: BrowserContextOptions,
    at = 'C0BUILDS',
  ): Promise<Page> {
    const page = options || kept.taken ? await open(options) : kept.page;
    kept.taken = true;
    kept.loads += 1;
    await page.goto(`${front.url}/?${kept.loads}#as=${as}&at=${at}`);
    await page.getByRole('article').first().waitFor();
    return page;
  }
  const alert = (page: Page) => page.locator(`[data-ts="${app.alert}"]`).first();
  const composer = (page: Page) => page.getByRole('combobox', { name: /Message/ });

  test('shows the alert with its cause, and nothing in it pings or links by stealth', async () => {
    const page = await visit('dana');
    const message = alert(page);
    await expect.poll(() => message.textContent()).toContain('CI is failing on main');
    expect(await message.locator('pre').textContent()).toContain('expected 90 to be 100');
    expect(await message.textContent()).toContain('<!channel> <https://evil.example|click>');
    expect(await message.locator('a[href*="evil"]').count()).toBe(0);
    expect(await message.getByText('APP', { exact: true }).count()).toBe(1);
    expect(await message.locator('.mention-me').textContent()).toBe('@Dana Reyes');
  });

  test('completes a command from the manifest and shows its private answer to nobody else', async () => {
    const page = await visit('dana');
    await composer(page).fill('/c');
    const option = page.getByRole('option', { name: /\/ci/ });
    expect(await option.textContent()).toContain('See how builds are');
    await composer(page).press('Enter');
    await page.getByRole('option', { name: /\/ci status/ }).waitFor();
    await composer(page).press('Tab');
    expect(await composer(page).inputValue()).toBe('/ci status ');
    await composer(page).press('Enter');
    await page.getByText('Only visible to you').waitFor();
    await page.getByRole('cell', { name: 'acme/api · CI' }).waitFor();
    const other = await visit('quinn');
    expect(await other.getByText('Only visible to you').count()).toBe(0);
  });

  test('acknowledges with a button: the message is edited, its thread tells who', async () => {
    const page = await visit('omar');
    await alert(page).getByRole('button', { name: 'Acknowledge' }).click();
    await alert(page).getByText('Acknowledged by').waitFor();
    await alert(page)
      .getByRole('button', { name: /1 reply/ })
      .click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('Acknowledged by @Omar Haddad').last().waitFor();
    await thread.getByRole('combobox').fill('@baton show');
    await thread.getByRole('combobox').press('Enter');
    await thread.getByText('I heard @Omar Haddad').waitFor();
    await thread.getByText('3 replies').waitFor();
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'detached' });
  });

  test('says that a message was edited', async () => {
    const page = await visit('dana');
    const { chat } = app.app.client;
    const said = await chat.postMessage({ channel: 'C0BUILDS', text: 'Red for 2 min' });
    await page.getByText('Red for 2 min').waitFor();
    await chat.update({ channel: 'C0BUILDS', ts: String(said.ts), text: 'Red for 3 min' });
    const message = page.getByRole('article').filter({ hasText: 'Red for 3 min' });
    await message.getByText('(edited)').waitFor();
  });

  test('asks before it does what should be asked about', async () => {
    const page = await visit('dana');
    await alert(page).getByRole('button', { name: 'Rerun failed jobs' }).click();
    const question = page.getByRole('dialog', { name: 'Rerun two jobs?' });
    await question.getByRole('button', { name: 'Keep' }).click();
    await question.waitFor({ state: 'detached' });
    await alert(page).getByRole('button', { name: 'Rerun failed jobs' }).click();
    await question.getByRole('button', { name: 'Rerun' }).click();
    await alert(page).getByText('Rerun by').waitFor();
  });

  test('chooses from a menu by keyboard', async () => {
    const page = await visit('dana');
    await alert(page)
      .getByRole('button', { name: /Snooze/ })
      .press('Enter');
    await page.getByRole('combobox', { name: 'Search Snooze' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await alert(page).getByText('Snoozed for 4 hours').waitFor();
  });

  test('opens a form, says at the field what is wrong, and sends it when it is right', async () => {
    const page = await visit('dana');
    await alert(page).getByRole('button', { name: 'Hand off' }).click();
    const form = page.getByRole('dialog', { name: 'Hand off' });
    await form.getByRole('button', { name: /To which team/ }).click();
    await page.getByRole('combobox', { name: 'Search To which team?' }).fill('op');
    await page.getByRole('option', { name: 'Operations' }).click();
    const note = form.getByRole('textbox', { name: 'What do they need to know?' });
    await note.fill('short');
    await form.getByRole('button', { name: 'Offer' }).click();
    await form.getByText('Say a little more than that.').waitFor();
    expect(await note.evaluate((field) => field.matches(':focus'))).toBe(true);
    await note.fill('The cart totals, since the refactoring');
    await form.getByRole('button', { name: 'Offer' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Baton · #ops/ }).click();
    await page.getByText('Offered to Operations: The cart totals').first().waitFor();
  });

  test("runs the app's shortcuts, on a message and anywhere", async () => {
    const page = await visit('dana');
    const form = page.getByRole('dialog', { name: 'Hand off' });
    await alert(page).getByRole('button', { name: 'More to do' }).click();
    await page.getByRole('button', { name: /Hand this off/ }).click();
    await form.getByRole('button', { name: 'Cancel' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Shortcuts' }).click();
    await page.getByRole('button', { name: /Offer work/ }).click();
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    const hand = alert(page).getByRole('button', { name: 'Hand off' });
    await hand.press('Enter');
    const first = form.getByRole('button', { name: /To which team/ });
    await expect.poll(() => first.evaluate((field) => field.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => hand.evaluate((button) => button.matches(':focus'))).toBe(true);
  });

  test('draws charts, sortable tables, containers, cards and Markdown', async () => {
    const { chat } = app.app.client;
    await chat.postMessage({ channel: 'C0ENGINEERING', text: 'Digest', blocks: digest });
    await chat.postMessage({ channel: 'C0DEV', text: 'Appendix', blocks: appendix });
    const page = await visit('mina', undefined, 'C0ENGINEERING');
    await page.getByRole('figure', { name: 'Pass rate' }).waitFor();
    await page.getByRole('row', { name: 'Network 5' }).waitFor({ state: 'attached' });
    const table = page.getByRole('table', { name: 'Slowest jobs' });
    const first = table.getByRole('rowheader').first();
    expect(await first.textContent()).toBe('job 1');
    await table.getByRole('button', { name: 'Minutes' }).click();
    expect(await first.textContent()).toBe('job 2');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    expect(await first.textContent()).toBe('job 1');
    expect(await page.getByText('Dev: 94 %').isVisible()).toBe(false);
    await page.getByText('Per team').click();
    await page.getByText('Dev: 94 %').waitFor();
    await page.getByRole('heading', { name: 'Flakiest test' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Mend the cart test' }).waitFor();
    await page.getByRole('button', { name: 'dev', exact: true }).click();
    await page.getByRole('figure', { name: 'Minutes' }).waitFor();
    await page.getByRole('heading', { name: 'Notes' }).waitFor();
  });

  test('counts what comes in elsewhere, until one looks', async () => {
    const page = await visit('quinn');
    await app.app.client.chat.postMessage({ channel: 'C0QA', text: 'Something for QA' });
    const item = page.getByRole('navigation', { name: 'Workspace' }).getByRole('button', {
      name: /qa 1 unread/,
    });
    await item.waitFor();
    await item.click();
    await page.getByText('Something for QA').first().waitFor();
    await item.waitFor({ state: 'detached' });
  });

  test('lets the visitor be somebody else, with a Home of their own', async () => {
    const page = await visit('dana');
    await page.getByRole('radio', { name: /Mina/ }).check({ force: true });
    await page.getByText('You are Mina').waitFor();
    await page.getByRole('navigation', { name: 'Workspace' }).getByText('Baton').last().click();
    await page.getByText('For @Mina Park alone').waitFor();
  });

  test('says what one person says to the others at once', async () => {
    const [dana, omar] = [await visit('dana'), await visit('omar')];
    await composer(dana).fill('It is *mine*, <sorry> @omar');
    await composer(dana).press('Enter');
    await omar.getByText('<sorry>').waitFor();
    expect(await omar.locator('strong', { hasText: /^mine$/ }).count()).toBe(1);
    await omar.locator('.mention-me', { hasText: '@Omar Haddad' }).last().waitFor();
  });

  test('goes dark with the system, and light when the visitor says so', async () => {
    const page = await visit('dana', { colorScheme: 'dark' });
    const paper = () =>
      page
        .locator('main')
        .evaluate((main) => String(main.computedStyleMap().get('background-color')));
    expect(await paper()).toBe('rgb(25, 27, 31)');
    await page.getByRole('button', { name: 'Switch to light' }).click();
    expect(await paper()).toBe('rgb(255, 255, 255)');
    await page.reload();
    await page.getByRole('article').first().waitFor();
    expect(await paper()).toBe('rgb(255, 255, 255)');
  });

  test('fits a phone: nothing scrolls sideways, and channels open from a menu', async () => {
    const page = await visit('dana', { viewport: phone, hasTouch: true, isMobile: true });
    const width = () => page.locator('html').evaluate((html) => html.scrollWidth);
    expect(await width()).toBe(phone.width);
    await page.getByRole('button', { name: 'Channels and people' }).tap();
    await page.getByRole('button', { name: 'engineering' }).tap();
    await page.getByRole('heading', { name: 'engineering', level: 1 }).waitFor();
    expect(await width()).toBe(phone.width);
  });

  test('asks nothing of any other machine', async () => {
    const page = await (await browser.newContext({ viewport: laptop })).newPage();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.goto(front.url);
    await page.getByRole('article').first().waitFor();
    expect([...hosts]).toEqual([new URL(front.url).host]);
  });
});
