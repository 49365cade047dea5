import { describe, expect, test } from 'vitest';
import { validateBlocks } from '../../sandbox/slack/blocks/validate.ts';
import { homePage } from '../../src/app/slack/home-messages.ts';
import { lines } from '../../src/core/blocks.ts';
import { type HomePart, homePlaces } from '../../src/core/home.ts';
import { batonYml, shareWorld } from '../helpers/world.ts';
import { fillMonth } from '../reports/month.ts';

const yml = `${batonYml.replace('  - match: acme/*\n', '  - match: acme/*\n    team: dev\n')}
teams:
  dev: { name: Development, members: [dana] }
  ops:
    name: Operations
    members: [omar]
    on_call:
      - { layer: primary, people: [omar], every: 1w, handover: mon 09:00 }
targets:
  - { match: acme/web, pass_rate: 95%, time_to_green: 30m }
`;

describe('Home', () => {
  const world = shareWorld(async () => ({ yml }));
  const home = async (who: string): Promise<string[]> => {
    const { calls } = world().slack;
    const before = calls.all.length;
    await world().slack.as(who).openHome();
    const published = () =>
      calls.all.slice(before).some(({ method, result }) => method === 'views.publish' && result);
    await world().slack.until(published, { what: 'Home to be shown' });
    const { blocks } = world().slack.home(who) ?? { blocks: [] };
    return world().slack.read({ blocks }).plain.split('\n');
  };

  test('of somebody for whom nothing waits says so first, and has each part empty', async () => {
    const lines = await home('mina');
    expect(lines[0]).toBe(':white_check_mark: Nothing waits for you.');
    expect(lines).toContain(':large_green_circle: Nothing of yours is red.');
    expect(lines.join(' ')).not.toContain('My shifts');
  });

  test('has no red branch that nobody hears of', async () => {
    const { github, settle } = world();
    await github.run('acme/api', 'CI', 'failure', { branch: 'feature/cart' });
    await settle();
    const lines = await home('dana');
    expect(lines[0]).toBe(':white_check_mark: Nothing waits for you.');
    expect(lines.join(' ')).not.toContain('feature/cart');
  });

  test('is a person’s own: red builds of their team, shifts, their repositories’ health', async () => {
    const { store, clock, github, settle, slack } = world();
    await fillMonth(store, clock.now());
    await github.run('acme/api', 'CI', 'failure');
    await settle();
    const danas = await home('dana');
    expect(danas[0]).toBe(':wave: 1 red build for you.');
    expect(danas[danas.indexOf('My red builds') + 1]).toMatch(/acme\/api · CI on main since/);
    expect(danas).toContain(':large_green_circle: Nothing else is red.');
    const health = danas.indexOf('Health of my repositories, last seven days');
    expect(danas[health + 1]).toMatch(
      /^:warning: acme\/web {2}\d+% of \d+ runs passed · green again within 1 h · misses a target$/,
    );

    const omars = await home('omar');
    expect(omars).toContain('My shifts');
    expect(omars.join('\n')).toMatch(/On call now for Operations \(primary\)/);
    expect(omars[omars.indexOf('Red now') + 1]).toMatch(/acme\/api · CI on main since/);

    const view = slack.home('dana');
    const pressed = view && (await slack.as('dana').press(view, 'Acknowledge'));
    expect(pressed?.ok).toBe(true);
    await settle();
    expect((await home('dana')).join('\n')).toContain('has it');
    expect(slack.violations).toEqual([]);
  });

  test('answers a closer look privately', async () => {
    const { slack } = world();
    await home('dana');
    const view = slack.home('dana');
    await (view && slack.as('dana').press(view, 'Look closer'));
    await slack.until(() => slack.as('dana').dm().messages.length > 0);
    const told = slack
      .as('dana')
      .dm()
      .messages.map(({ plain }) => plain);
    expect(told.join('\n')).toMatch(/acme\/web: nothing is red\. \d+% of \d+ runs passed/);
  });
});

describe('the page of Home', () => {
  test('keeps Slack’s limit whatever the parts bring, with its buttons at the end', () => {
    const parts: HomePart[] = homePlaces.map((place) => ({
      ...{ place, heading: place, waits: `2 ${place}` },
      blocks: Array.from({ length: 200 }, () => lines([place])),
    }));
    const page = homePage(parts, 0);
    expect(page.length).toBeLessThanOrEqual(100);
    expect(validateBlocks(page, { surface: 'home', at: '' })).toEqual([]);
    expect(page.at(-2)).toMatchObject({ type: 'actions' });
  });
});
