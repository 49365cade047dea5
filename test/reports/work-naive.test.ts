import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from '../../src/reports/numbers.ts';
import { report } from '../../src/reports/report.ts';
import type { Tables } from '../../src/store/types/index.ts';
import { repository } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';
import { day, hour, scopeOf } from './history.ts';
import { rank } from './naive.ts';
import { type Handed, handOver } from './work.ts';

/** Handoffs and deployments of any history, reckoned again by plain loops. */

const from = Date.UTC(2026, 10, 16);
const to = from + 7 * day;
const period = { from, to, zone: 'UTC' };
const inPeriod = (at: number | null | undefined): at is number =>
  at != null && at >= from && at < to;

const moment = fc.integer({ min: -30 * 24, max: 8 * 24 }).map((hours) => from + hours * hour);
const span = fc.integer({ min: 0, max: 30 }).map((hours) => hours * hour);

const leg = fc.record({
  ...{ at: moment, promised: span, accepted: fc.option(span), ended: fc.option(span) },
  team: fc.constantFrom('qa', 'ops'),
});

const deployment = fc.record({
  at: moment,
  sha: fc.constantFrom('c0', 'c1', 'c2', 'c3', 'c4'),
  state: fc.constantFrom('success' as const, 'success' as const, 'failure' as const),
  environment: fc.constantFrom('production', 'staging'),
});

type Drawn<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;
type Deployed = Drawn<typeof deployment>;

/** Commits a day apart; the environment takes one deployment at a time. */
const committed = (sha: string) => from - 3 * day + Number(sha.slice(1)) * day;

async function tell(
  tx: Tables,
  name: string,
  { legs, deployments }: { legs: Handed[]; deployments: Deployed[] },
  nth: number,
) {
  for (const one of legs) await handOver(tx, one, name);
  const author = { authorName: 'Dana', authorEmail: null, authorLogin: 'dana', files: null };
  const commits = ['c0', 'c1', 'c2', 'c3', 'c4'].map((sha) => ({
    sha,
    message: sha,
    ...author,
    at: committed(sha),
  }));
  await tx.commits.note(name, 'main', commits);
  for (const [at, one] of deployments.entries()) {
    await tx.deployments.note({
      ...{
        kind: 'deployment',
        repository: { ...repository, name },
        id: nth * 100 + at,
        ref: 'main',
      },
      ...{ environment: one.environment, sha: one.sha, state: one.state, creator: null, url: null },
      ...{ runId: null, createdAt: one.at, updatedAt: one.at },
    });
  }
}

function naiveHandoffs(legs: readonly Handed[]) {
  const open = legs.filter(
    (one) =>
      one.offeredAt < to &&
      !(one.acceptedAt != null && one.acceptedAt < to) &&
      !(one.endedAt != null && one.endedAt < to),
  );
  let [inTime, judged] = [0, 0];
  for (const { acceptBy, acceptedAt, endedAt } of legs) {
    if (acceptedAt != null && acceptedAt <= acceptBy) {
      if (inPeriod(acceptedAt)) {
        judged += 1;
        inTime += 1;
      }
    } else if (
      !(acceptedAt == null && endedAt != null && endedAt <= acceptBy) &&
      inPeriod(acceptBy)
    )
      judged += 1;
  }
  const spans = legs
    .filter((one) => inPeriod(one.acceptedAt))
    .map((one) => one.acceptedAt! - one.offeredAt);
  return {
    waiting: open.length,
    inTime: [judged === 0 ? null : inTime / judged, judged],
    accept: [rank(spans, 0.5), rank(spans, 0.9), spans.length],
  };
}

function naiveDeploys(all: readonly Deployed[]) {
  const production = all
    .filter((one) => one.environment === 'production' && one.at < to)
    .sort((a, b) => a.at - b.at);
  const green = production.filter((one) => one.state === 'success');
  const leads: number[] = [];
  for (const [at, one] of green.entries()) {
    if (!inPeriod(one.at)) continue;
    const newest = Math.max(...green.slice(0, at).map((other) => committed(other.sha)));
    for (const sha of ['c0', 'c1', 'c2', 'c3', 'c4']) {
      const when = committed(sha);
      const brought = at === 0 ? sha === one.sha : when > newest && when <= committed(one.sha);
      if (brought) leads.push(one.at - when);
    }
  }
  const restores: number[] = [];
  let [failed, ended] = [0, 0];
  for (const one of production) {
    const next = green.find((other) => other.at > one.at);
    const back =
      next &&
      next.sha !== one.sha &&
      green.some((other) => other.at < next.at && other.sha === next.sha);
    const bad = one.state === 'failure' || Boolean(back);
    if (inPeriod(one.at)) {
      ended += 1;
      if (bad) failed += 1;
    }
    if (bad && next && inPeriod(next.at)) restores.push(next.at - one.at);
  }
  const perDay = green.filter((one) => inPeriod(one.at)).length / 7;
  return {
    perDay,
    lead: [rank(leads, 0.5), leads.length],
    failed: [ended === 0 ? null : failed / ended, ended],
    restore: [rank(restores, 0.5), restores.length],
  };
}

function said({ handoffs, deploys }: Report) {
  return {
    handoffs: handoffs && {
      waiting: handoffs.waiting.value,
      inTime: [handoffs.acceptedInTime.value, handoffs.acceptedInTime.of],
      accept: [
        handoffs.timeToAccept.median.value,
        handoffs.timeToAccept.p90.value,
        handoffs.timeToAccept.median.of,
      ],
    },
    deploys: deploys && {
      perDay: deploys.frequency.value,
      lead: [deploys.leadTime.value, deploys.leadTime.of],
      failed: [deploys.failureRate.value, deploys.failureRate.of],
      restore: [deploys.timeToRestore.value, deploys.timeToRestore.of],
    },
  };
}

eachEngine('a report of any work', (open, { engine }) => {
  test('says what a second, slow computation says', async () => {
    const store = await open();
    let nth = 0;
    const history = fc.record({
      legs: fc.array(leg, { maxLength: 8 }),
      // No two end at one moment: which came last would be chance.
      deployments: fc.uniqueArray(deployment, { maxLength: 9, selector: (one) => one.at }),
    });
    await fc.assert(
      fc.asyncProperty(history, async ({ legs: drawn, deployments }) => {
        nth += 1;
        const name = `acme/w${nth}`;
        const legs = drawn.map(({ at, promised, accepted, ended, team }): Handed => {
          const acceptedAt = accepted === null ? null : at + accepted;
          const endedAt = ended === null ? null : (acceptedAt ?? at) + ended;
          return { toTeam: team, offeredAt: at, acceptBy: at + promised, acceptedAt, endedAt };
        });
        await store.transaction((tx) => tell(tx, name, { legs, deployments }, nth));
        const { handoffs, deploys } = said(await report(scopeOf(name), period, store));
        if (handoffs) expect(handoffs).toEqual(naiveHandoffs(legs));
        else expect(naiveHandoffs(legs)).toMatchObject({ waiting: 0, inTime: [null, 0] });
        if (deploys) expect(deploys).toEqual(naiveDeploys(deployments));
        else expect(naiveDeploys(deployments).failed).toEqual([null, 0]);
      }),
      { numRuns: engine === 'sqlite' ? 40 : 20 },
    );
  });
});
