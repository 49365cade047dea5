import { commands } from '../../../commands/index.ts';
import type { FlakyWorkflow } from '../../builds/flaky.ts';
import { flakyList } from '../../builds/messages/flaky.ts';
import { homeParts } from '../../builds/messages/home.ts';
import { incidentMessage } from '../../builds/messages/incident.ts';
import { failureList, runList, whichRun } from '../../builds/messages/lists.ts';
import { logCard, wholeLogSent } from '../../builds/messages/logs.ts';
import { runCard, runMessage } from '../../builds/messages/run.ts';
import { similarList } from '../../builds/messages/similar.ts';
import { wishList } from '../../builds/messages/wishes.ts';
import type { IncidentView } from '../../builds/view.ts';
import type { Finding } from '../../core/cause.ts';
import type { Message } from '../../core/message.ts';
import type { Commit, Incident, Job, Mute, Repository, Run, Stream } from '../../core/records.ts';
import { homePage } from '../slack/home-messages.ts';
import { help, shareable } from '../slack/messages.ts';
import { actGallery } from './gallery-acts.ts';
import { answerGallery } from './gallery-answers.ts';
import { behindGallery } from './gallery-behind.ts';
import { deployGallery } from './gallery-deploys.ts';
import { handoffGallery } from './gallery-handoffs.ts';
import { incidentGallery, untaken } from './gallery-incidents.ts';
import { onCallGallery } from './gallery-oncall.ts';
import { reportsGallery } from './gallery-reports.ts';
import { watchesGallery } from './gallery-watches.ts';

/** One of each message that Baton can post, for the doctor to show to Slack and for tests to look at. */
export function gallery(now: number): Record<string, Message> {
  const view = redView(now);
  const green = greenView(view, now);
  const page = { number: 1, more: true, words: '/ci failures' };
  const incident = { ...view.incident, stream: view.stream };
  const [listed, about] = [[incident], { run: view.lastRed, incident }];
  const card = {
    run: view.lastRed,
    repository: view.repository,
    jobs: view.failed,
    attempts: [],
    commit: view.suspect,
    finding: view.finding,
  };
  const home = homePage(
    homeParts(
      { red: listed, mine: listed, channels: [{ channel: '#builds', hears: ['acme/*'] }] },
      now,
    ),
    now,
  );
  return {
    ...incidentGallery({ red: view, green, closed: closedView(green) }, now),
    'run, one line': runMessage(view.lastRed, view.repository),
    'run, card': runCard(card, now),
    'log, card': logCard(
      { ...card, job: view.failed[0], reading: { kind: 'read', finding: finding(now) } },
      now,
    ),
    'log, none': logCard({ ...card, job: undefined, reading: { kind: 'no-log' } }, now),
    'log, sent': wholeLogSent({ job: job(view.lastRed), bytes: 9e7, kept: 5e6, inThread: true }),
    similar: similarList(finding(now), [{ ...green, fix: green.fix }], { now, page }),
    flaky: flakyList(
      { workflows: [flakyWorkflow], doubtful: 1 },
      { days: 30, scope: 'acme/api', page },
    ),
    failures: failureList(listed, { now, repository: 'acme/api', page }),
    runs: runList([view.lastRed], { now, scope: 'acme/api', page }),
    'which run': whichRun([view.firstRed, view.lastRed], 412, '/ci show'),
    ...answerGallery({ ...view, run: view.lastRed }, now),
    subscriptions: wishList({ configured: ['acme/*'], subscriptions: [], mutes: [mute(now)], now }),
    ...actGallery(view.lastRed, now),
    ...deployGallery({ repository, run: view.lastRed }, now),
    ...watchesGallery({ green: view.firstRed, red: view.lastRed, repository }, now),
    ...handoffGallery(about, now),
    ...behindGallery(about, now),
    home: { text: 'Home', blocks: home },
    ...onCallGallery(incidentMessage(untaken(view), new Map(), now), now),
    ...reportsGallery(now),
    ...Object.fromEntries(
      commands.map((command) => [
        `${command.name} help`,
        shareable(help(command, commands), `${command.name} help`),
      ]),
    ),
  };
}

const flakyWorkflow: FlakyWorkflow = {
  ...{ repository: 'acme/api', workflow: 'E2E', reruns: 6, lost: 48 * 60_000 },
  verdict: {
    ...{ flaky: true, share: 5 / 7, flips: 5, retried: 7, rerunsPassed: 5, branches: [] },
    reason: 'red and green on 5 of 7 commits run more than once',
  },
  parts: [
    {
      ...{ name: 'e2e › checkout › pays with a voucher', times: 4 },
      runs: [{ number: 412, url: 'https://github.com/acme/api/actions/runs/9000000412' }],
    },
  ],
};

const mute = (now: number): Mute => ({
  ...{
    id: 1,
    channel: 'C0BUILDS',
    repository: 'acme/web',
    workflow: 'E2E',
    until: now + 3_600_000,
  },
  ...{ createdBy: 'U0SAMPLE', createdAt: now },
});

const repository: Repository = {
  name: 'acme/api',
  defaultBranch: 'main',
  url: 'https://github.com/acme/api',
};

function redView(now: number): IncidentView {
  const lastRed = run(412, now);
  const commit = commitOf(lastRed, now);
  return {
    incident: incident(now),
    stream: stream(now),
    repository,
    firstRed: lastRed,
    lastRed,
    failed: [job(lastRed)],

    finding: finding(now),
    channel: 'C0BUILDS',
    members: [],
    lastGreen: { ...run(411, now), outcome: 'success' },
    greenRun: undefined,
    suspect: commit,
    act: undefined,
    fix: undefined,
  };
}

function greenView(red: IncidentView, now: number): IncidentView {
  const greenRun: Run = { ...run(413, now), outcome: 'success' };
  const resolved = {
    state: 'resolved',
    resolvedAt: now,
    resolvedByRun: greenRun.id,
    resolution: 'fixed',
    mendedHow: 'Cleared the cache',
    mendedBy: 'U0SAMPLE',
  } as const;
  return {
    ...red,
    incident: { ...red.incident, ...resolved },
    greenRun,
    fix: commitOf(greenRun, now),
  };
}

const closedView = (green: IncidentView): IncidentView => ({
  ...green,
  incident: { ...green.incident, resolvedByRun: null, resolution: 'closed' },
  greenRun: undefined,
});

function incident(now: number): Incident {
  return {
    ...{ id: 1, streamId: 1, state: 'acknowledged', firstRedRun: 412, lastRedRun: 412, redRuns: 2 },
    ...{ redSince: now - 600_000, lastGreenRun: 411, openedAt: now, announcedAt: now },
    ...{
      acknowledgedBy: 'U0SAMPLE',
      acknowledgedAt: now,
      snoozedUntil: now + 1,
      snoozedBy: 'U0SAMPLE',
    },
    ...{ resolvedAt: null, resolvedByRun: null, resolution: null, mendedHow: null, mendedBy: null },
  };
}

function stream(now: number): Stream {
  return {
    ...{
      id: 1,
      repository: 'acme/api',
      workflowId: 1,
      workflow: 'CI',
      branch: 'main',
      lane: 'branch',
    },
    ...{ health: 'red', healthAt: now, lastRunAt: now },
  };
}

function run(number: number, now: number): Run {
  return {
    ...{ id: number, streamId: 1, repository: 'acme/api', workflowId: 1, workflow: 'CI', number },
    ...{ attempt: 1, branch: 'main', sha: '4e5f6a7b8c9d', event: 'push', title: 'Refactor totals' },
    ...{ actor: 'dana-gh', triggeredBy: 'dana-gh', pullRequest: null },
    ...{ progress: 'completed', outcome: 'failure' },
    ...{ createdAt: now - 700_000, startedAt: now - 690_000, updatedAt: now - 600_000 },
    url: `https://github.com/acme/api/actions/runs/${number}`,
  };
}

function job(of: Run): Job {
  return {
    ...{ id: 1, runId: of.id, attempt: 1, repository: of.repository, name: 'test (node 22)' },
    ...{ progress: 'completed', outcome: 'failure', createdAt: of.createdAt },
    ...{ startedAt: of.startedAt, completedAt: of.updatedAt, runner: null, labels: [], steps: [] },
    ...{ annotations: 0, url: `${of.url}/job/1` },
  };
}

function commitOf(of: Run, now: number): Commit {
  return {
    ...{ repository: of.repository, sha: of.sha, message: 'Refactor totals', authorName: 'Dana' },
    ...{ authorEmail: null, authorLogin: 'dana-gh', at: now, files: null },
  };
}

function finding(now: number): Finding {
  const suspect = { sha: '4e5f6a7b8c9d', title: 'Refactor totals', authorName: 'Dana' };
  const lines = [
    { text: ' FAIL  src/cart.test.ts > totals > applies coupon', marked: false, number: 1 },
    { text: 'AssertionError: expected 90 to be 100', marked: true, number: 2 },
  ];
  return {
    ...{ runId: 412, attempt: 1, streamId: 1, jobId: 1, repository: 'acme/api', at: now },
    cause: {
      ...{ job: 'test', step: 'Run npm test', exitCode: 1, lines, more: 2, category: 'test' },
      ...{ evidence: '', fingerprint: 'f', normalised: '', rule: 'vitest' },
      ...{ files: ['src/cart.test.ts'], tests: [], readable: true },
    },
    ...{ labels: [], alike: ['node 20', 'node 22'], flaky: 'red and green on 3 of 8 commits' },
    suspects: [{ ...suspect, authorLogin: null, authorEmail: null, reason: 'touches src/cart.ts' }],
    seen: {
      times: 7,
      since: now,
      lastFix: '4e5f6a7b8c9d',
      mendedHow: 'Cleared the cache',
      elsewhere: ['dev'],
    },
  };
}
