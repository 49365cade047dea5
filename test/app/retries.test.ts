import { describe, expect, test, vi } from 'vitest';
import { deploysYml, settled, shopIn, shown } from '../deploys/world.ts';
import { opened } from '../helpers/forms.ts';
import { openWorld, type World } from '../helpers/world.ts';

const yml = `${deploysYml}
teams:
  qa: { name: QA, channel: '#qa', members: [mina] }
`;
const byHttp = { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: 'sandbox-signing-secret' };
const name = 'acme/retry-shop';

/** What people do, and how often it was done. */
type Deed = {
  kind: 'slash_commands' | 'interactive' | 'events_api';
  does(world: World): Promise<void>;
  times(world: World): number | Promise<number>;
};

const asksOf = (world: World, kind: string) =>
  world.github.asks.list.filter((ask) => ask.kind === kind).length;

/** Baton answers something else, which it heard by another way. */
async function answered(world: World, kind: Deed['kind']): Promise<void> {
  if (kind !== 'slash_commands') return void (await world.slash('quinn', '/ci help'));
  const quinn = world.slack.as('quinn');
  const before = quinn.ephemerals('#builds').length;
  await quinn.say('@baton help', { channel: '#builds' });
  await world.slack.until(() => quinn.ephemerals('#builds').length > before);
}

/** The audit has it by then: Baton acknowledges first. */
async function noted(world: World, does: () => Promise<unknown>): Promise<void> {
  const many = async () => (await world.store.audit.list({ limit: 1_000 })).length;
  const before = await many();
  await does();
  await vi.waitFor(async () => expect(await many()).toBeGreaterThan(before));
}

const deeds: Record<string, Deed> = {
  'a command: /ci rerun': {
    kind: 'slash_commands',
    does: (world) => noted(world, () => world.slash('omar', '/ci rerun 2 --failed', '#builds')),
    times: (world) => asksOf(world, 'rerun'),
  },
  'a command: /ci run': {
    kind: 'slash_commands',
    does: (world) =>
      noted(world, () => world.slash('omar', `/ci run Deploy on ${name} environment=staging`)),
    times: (world) => asksOf(world, 'dispatch'),
  },
  'a mention: @baton rerun': {
    kind: 'events_api',
    does: (world) =>
      noted(world, () =>
        world.slack
          .as('omar')
          .say('@baton rerun', { channel: '#builds', thread: shown(world, 'CI is failing') }),
      ),
    times: (world) => asksOf(world, 'rerun'),
  },
  'a button: Rerun failed jobs': {
    kind: 'interactive',
    does: (world) =>
      noted(world, () =>
        world.slack.as('omar').press(shown(world, 'CI is failing'), 'Rerun failed jobs'),
      ),
    times: (world) => asksOf(world, 'rerun'),
  },
  'a button: Deploy to staging': {
    kind: 'interactive',
    async does(world) {
      const plan = await world.ask('omar', `/deploy staging on ${name}`);
      await noted(world, () => world.slack.as('omar').press(plan, 'Deploy to staging'));
    },
    times: (world) => asksOf(world, 'dispatch'),
  },
  'a form: /ci run': {
    kind: 'interactive',
    async does(world) {
      const line = `/ci run Deploy on ${name}`;
      const form = await opened(world, 'omar', () =>
        world.slack.as('omar').slash(line, { channel: '#builds' }),
      );
      await world.slack.as('omar').submit(form, { environment: 'staging' });
    },
    times: (world) => asksOf(world, 'dispatch'),
  },
  'a command: /handoff': {
    kind: 'slash_commands',
    does: (world) => noted(world, () => world.slash('omar', '/handoff qa "Test 2.4"')),
    times: async (world) => (await world.store.handoffs.list({ limit: 9 })).length,
  },
  'a form: /handoff': {
    kind: 'interactive',
    async does(world) {
      const form = await opened(world, 'omar', () =>
        world.slack.as('omar').slash('/handoff', { channel: '#builds' }),
      );
      await world.slack.as('omar').submit(form, { team: 'qa', what: 'Test 2.4' });
    },
    times: async (world) => (await world.store.handoffs.list({ limit: 9 })).length,
  },
};

/** One of each kind is enough where only the way differs. */
const oneOfEach = ['a command: /ci run', 'a mention: @baton rerun', 'a form: /handoff'];

describe.each([
  ['Socket Mode', {}, Object.keys(deeds)],
  ['HTTP', byHttp, [...oneOfEach, 'a button: Deploy to staging']],
])('what Slack delivers again by %s is done once', (_mode, env, names) => {
  test.each(names.map((each) => [each, deeds[each]!] as const))(
    '%s',
    async (_what, { kind, does, times }) => {
      const world = await openWorld({ yml, env });
      const { slack, github } = world;
      const listen = () => {
        if ('SLACK_SIGNING_SECRET' in env) slack.sendEventsTo(`${world.url}/slack/events`);
      };
      /** By the time that something else is answered, what came again was looked at. */
      const again = async () => {
        await slack.again(kind);
        await answered(world, kind);
        await settled(world);
      };
      listen();
      await shopIn(world, name);
      await github.run(name, 'CI', 'failure');
      await settled(world);

      await does(world);
      await again();
      expect(await times(world)).toBe(1);

      // Also where Baton was started anew in between, and has forgotten what it had heard.
      await world.restart();
      listen();
      await slack.until(() => slack.connected());
      await again();
      expect(await times(world)).toBe(1);
      expect(slack.violations).toEqual([]);
    },
  );
});
