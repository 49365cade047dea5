import type { Config } from '../../config/load.ts';
import { messageOf, UserError } from '../../core/errors.ts';
import { ruleFor } from '../../core/rules.ts';
import { count } from '../../core/text.ts';
import type { GitHubApi } from '../../github/api.ts';
import type { SlackApi } from '../../slack/api.ts';
import type { Store } from '../../store/types/index.ts';
import type { Finding } from './finding.ts';
import { gallery } from './gallery.ts';
import { examineOnCall } from './on-call.ts';
import { permissionFindings, roleFindings } from './permissions.ts';

export type { Finding } from './finding.ts';

export type Patient = {
  config: Config;
  store: Store;
  slack: Pick<SlackApi, 'identify' | 'channelByName' | 'validate' | 'serverTime'>;
  github: Pick<GitHubApi, 'whoAmI' | 'rateLimit' | 'repositories'>;
  /** Scopes that manifest.yml asks for. */
  scopes: readonly string[];
  now: number;
};

type Look = (patient: Patient) => Promise<Finding[]>;

/** Signed requests from Slack are refused past five minutes; a clock this far off deserves a word. */
const clockTolerance = 30_000;
/** A webhook that last came longer ago than this may no longer come. */
const webhookSilence = 24 * 60 * 60 * 1000;

/** Looks at every token, scope, channel, clock and queue; one that throws is a finding, not an end. */
export async function examine(patient: Patient): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const [what, look] of Object.entries(looks)) {
    found.push(...(await look(patient).catch((thrown: unknown) => [trouble(what, thrown)])));
  }
  return found;
}

const looks: Record<string, Look> = {
  database: async ({ store }) => {
    await store.ping();
    const findings: Finding[] = [ok('database', store.engine)];
    for (const queue of ['deliveries', 'work', 'posts'] as const) {
      const { dead } = await store[queue].counts();
      if (dead > 0)
        findings.push(
          warn(queue, `${count(dead, 'row')} could not be done`, `npm run replay -- ${queue}`),
        );
    }
    return findings;
  },
  'Slack token': async ({ slack, scopes }) => {
    const { team, scopes: granted } = await slack.identify();
    const missing = scopes.filter((scope) => !granted.includes(scope));
    if (granted.length > 0 && missing.length > 0) {
      return [
        fail(
          'Slack scopes',
          `missing: ${missing.join(', ')}`,
          'Update the app from manifest.yml and install it again',
        ),
      ];
    }
    return [ok('Slack token', `works in ${team}, with all scopes`)];
  },
  'on call': async ({ config, store, slack }) =>
    examineOnCall(config, store, (await slack.identify()).scopes),
  'Slack channels': async ({ config, slack }) => {
    const named = new Set(
      [...config.repositories, ...config.deploys, ...config.teams, ...config.digests]
        .flatMap(({ channel }) => channel ?? [])
        .filter((name) => name.startsWith('#')),
    );
    const findings: Finding[] = [];
    for (const name of named) {
      const id = await slack.channelByName(name);
      const mend = `Make the channel, or invite Baton to it if it is private: /invite @Baton in ${name}`;
      findings.push(
        id
          ? ok('Slack channel', `${name} is ${id}`)
          : fail('Slack channel', `${name} is not to be seen`, mend),
      );
    }
    return findings;
  },
  'Slack messages': async ({ slack, now }) => {
    const refused: Finding[] = [];
    const messages = Object.entries(gallery(now));
    for (const [name, message] of messages) {
      const problem = await slack.validate(message.blocks);
      if (problem)
        refused.push(
          fail('Slack message', `${name}: ${problem}`, 'Report this with the line above'),
        );
    }
    return refused.length > 0
      ? refused
      : [ok('Slack messages', `${messages.length} kinds, all valid`)];
  },
  clock: async ({ slack, now }) => {
    const off = Math.abs((await slack.serverTime()) - now);
    if (off < clockTolerance) return [ok('clock', `within ${Math.ceil(off / 1000)} s of Slack’s`)];
    return [
      fail(
        'clock',
        `${Math.round(off / 1000)} s off Slack’s`,
        'Turn on time synchronisation (NTP) on this machine',
      ),
    ];
  },
  'GitHub credentials': async ({ github }) => {
    const me = await github.whoAmI();
    const limit = await github.rateLimit();
    const left = limit ? `, ${limit.remaining} of ${limit.limit} requests left this hour` : '';
    return [
      ok('GitHub credentials', `${me.kind} ${me.name ?? ''}${left}`),
      ...permissionFindings(me),
    ];
  },
  'GitHub repositories': async ({ config, github }) => {
    const seen = await github.repositories(config.repositories.map((rule) => rule.match));
    if (seen.length > 0)
      return [
        ok('GitHub repositories', `${count(seen.length, 'repository', 'repositories')} to see`),
        ...idleRules(config, seen),
      ];
    return [
      fail(
        'GitHub repositories',
        'none to see',
        'Give the token read access to Actions and Contents of the repositories in baton.yml',
      ),
    ];
  },
  roles: async ({ config }) => roleFindings(config),
  webhooks: async ({ config, store, now }) => {
    if (config.github.webhookSecret === null) {
      return [
        warn(
          'webhooks',
          'off: GitHub is polled',
          'Set GITHUB_WEBHOOK_SECRET to hear of failures at once',
        ),
      ];
    }
    const last = await store.deliveries.newest();
    if (last !== null && now - last < webhookSilence) return [ok('webhooks', 'arriving')];
    return [
      warn(
        'webhooks',
        'none came in the last day',
        'Check Settings › Webhooks › Recent Deliveries at GitHub',
      ),
    ];
  },
};

/** A rule of no repository is most often misspelt, or of one that the token does not see. */
function idleRules(config: Config, seen: readonly { name: string }[]): Finding[] {
  const used = new Set(seen.map(({ name }) => ruleFor(config, name)));
  return config.repositories
    .filter((rule) => !used.has(rule))
    .map(({ match }) =>
      warn(
        'GitHub repositories',
        `${match} is the rule of none`,
        'Check how it is spelt in baton.yml, whether a rule above it takes the same, and what the token may read',
      ),
    );
}

const ok = (what: string, says: string): Finding => ({ what, state: 'ok', says });
const warn = (what: string, says: string, mend: string): Finding => ({
  what,
  state: 'warn',
  says,
  mend,
});
const fail = (what: string, says: string, mend: string): Finding => ({
  what,
  state: 'fail',
  says,
  mend,
});

function trouble(what: string, thrown: unknown): Finding {
  const mend = thrown instanceof UserError ? thrown.hint : undefined;
  return { what, state: 'fail', says: messageOf(thrown), ...(mend ? { mend } : {}) };
}
