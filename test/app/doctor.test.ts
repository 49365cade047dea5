import { describe, expect, test } from 'vitest';
import { startWorkspace } from '../../sandbox/slack/index.ts';
import { examine } from '../../src/app/doctor/doctor.ts';
import { gallery } from '../../src/app/doctor/gallery.ts';
import { permissionFindings } from '../../src/app/doctor/permissions.ts';
import { neededScopes } from '../../src/app/slack/scopes.ts';
import { systemClock } from '../../src/core/clock.ts';
import { connectGitHub } from '../../src/github/client.ts';
import { slackApi } from '../../src/slack/api.ts';
import { webClient } from '../../src/slack/client.ts';
import { silentLog } from '../helpers/log.ts';
import { openWorld } from '../helpers/world.ts';

/** What the doctor says of a world, a line a finding. */
async function said(
  change: { token?: string; scopes?: readonly string[]; offMs?: number; yml?: string } = {},
) {
  const { slack, github, store, config } = await openWorld(change.yml ? { yml: change.yml } : {});
  for (const name of ['acme/api', 'acme/nightly']) github.repo(name);
  const token = change.token ?? slack.botToken;
  const client = webClient({ token, apiUrl: slack.apiUrl, log: silentLog });
  const findings = await examine({
    config,
    store,
    slack: slackApi(client, systemClock),
    github: connectGitHub({
      ...{ credentials: { token: 'github_pat_sandbox' }, apiUrl: github.apiUrl },
      ...{ log: silentLog, clock: systemClock },
    }),
    scopes: change.scopes ?? neededScopes,
    now: Date.now() + (change.offMs ?? 0),
  });
  return findings.map(
    ({ what, state, says, mend }) => `${state} ${what}: ${says}${mend ? ` → ${mend}` : ''}`,
  );
}

describe('the doctor', () => {
  test('finds a healthy Baton healthy', async () => {
    const findings = await said();
    expect(findings.filter((line) => !line.startsWith('ok'))).toEqual([
      expect.stringContaining('warn roles: nobody may rerun'),
      expect.stringContaining('warn webhooks: none came'),
    ]);
    expect(findings).toContainEqual(
      expect.stringMatching(/^ok Slack messages: \d+ kinds, all valid$/),
    );
  });

  test('names a token that Slack refuses, and how to mend it', async () => {
    expect(await said({ token: 'xoxb-wrong' })).toContainEqual(
      expect.stringMatching(/^fail Slack token: .*invalid_auth/),
    );
  });

  test('names the scopes that are missing', async () => {
    expect(await said({ scopes: ['chat:write', 'canvases:write'] })).toContainEqual(
      expect.stringContaining('fail Slack scopes: missing: canvases:write'),
    );
  });

  test('looks for every channel that baton.yml names, and at every rule', async () => {
    const findings = await said({
      yml: `
repositories: [{ match: acme/apy, channel: '#builds' }, { match: acme/*, channel: '#builds' }]
teams:
  ops:
    channel: '#opps'
    members: [omar]
    on_call: [{ layer: primary, people: [omar] }]
people: { omar: { email: omar@acme.dev } }
digests: [{ channel: '#enginering', at: weekdays 9:00 }]
deploys: [{ match: acme/*, channel: '#deplois' }]
`,
    });
    for (const channel of ['#opps', '#enginering', '#deplois'])
      expect(findings).toContainEqual(
        expect.stringContaining(`fail Slack channel: ${channel} is not to be seen`),
      );
    expect(findings).toContainEqual(expect.stringMatching(/^ok Slack channel: #builds is C/));
    expect(findings.filter((line) => line.includes('GitHub repositories'))).toEqual([
      expect.stringMatching(/^ok .*2 repositories to see$/),
      expect.stringMatching(/^warn .*acme\/apy is the rule of none.*Check how it is spelt/),
    ]);
    expect(findings).toContain('ok on call: ops has 1 layer');
  });

  test('notices a clock that is off', async () => {
    expect(await said({ offMs: 10 * 60_000 })).toContainEqual(
      expect.stringMatching(/^fail clock: (59|60)\d s off/),
    );
  });
});

test('every message that Baton posts is one that Slack takes', async () => {
  const slack = await startWorkspace();
  const api = slackApi(
    webClient({ token: slack.botToken, apiUrl: slack.apiUrl, log: silentLog }),
    systemClock,
  );
  for (const [name, message] of Object.entries(gallery(Date.now()))) {
    expect(await api.validate(message.blocks), name).toBeUndefined();
    expect(message.text, name).not.toBe('');
  }
  await slack.close();
});

describe('what GitHub lets Baton do', () => {
  const look = ['actions', 'checks', 'contents', 'deployments', 'metadata', 'pull_requests'];
  const read = look.map((name) => `${name}: read`);
  test.each([
    ['app', [...read, 'actions: write', 'deployments: write'], 'ok', 'look and to act'],
    ['app', read, 'warn', 'missing: actions: write, deployments: write'],
    ['app', ['metadata: read', 'actions: write'], 'fail', 'missing: checks: read, contents: read'],
    ['token', ['repo', 'workflow'], 'ok', 'look and to act'],
    ['token', ['public_repo'], 'warn', 'without the scope repo'],
    ['token', [], 'ok', 'Actions must be read and write'],
  ] as const)('%s with %j: %s', (...[kind, grants, state, says]) => {
    const [finding] = permissionFindings({ kind, grants: [...grants] });
    expect(finding).toMatchObject({ state, says: expect.stringContaining(says) });
  });
});
