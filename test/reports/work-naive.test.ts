import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scope } from '../../src/reports/numbers.ts';
import { report } from '../../src/reports/report.ts';
import type { Tables } from '../../src/store/types/index.ts';
import { repository } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';
import { day, hour, scopeOf } from './history.ts';
import {
  type Called,
  type Deployed,
  naiveDeploys,
  naiveHandoffs,
  naiveLoad,
} from './naive/work.ts';
import { saidOf } from './said.ts';
import { type Handed, handOver } from './work.ts';

/** Handoffs, pages and deployments of any history, reckoned again by plain loops. */

const from = Date.UTC(2026, 10, 16);
const to = from + 7 * day;
const period = { from, to, zone: 'UTC' };

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

const call = fc.record({
  team: fc.constantFrom('qa', 'ops'),
  layer: fc.constantFrom('primary', 'secondary'),
  at: moment,
});

const shift = fc.constantFrom(0, 0.25, 1, 3);

/** Commits a day apart; the environment takes one deployment at a time. */
const shas = ['c0', 'c1', 'c2', 'c3', 'c4'];
const committed = new Map(shas.map((sha, nth) => [sha, from - 3 * day + nth * day]));

async function tell(
  tx: Tables,
  name: string,
  { legs, calls, deployments }: { legs: Handed[]; calls: Called[]; deployments: Deployed[] },
  nth: number,
) {
  for (const one of legs) await handOver(tx, one, name);
  for (const { team, layer, at } of calls) {
    const page = await tx.pages.insert({
      ...{ team, severity: 'normal', incident: null, title: 'Disk full', channel: 'C1' },
      ...{ openedBy: 'U1', openedAt: at },
    });
    const told = { page: page!.id, nth: 0, round: 0, person: 'omar', slack: 'U2', ackWithin: 60 };
    await tx.pages.addCall({ ...told, layer, at });
  }
  const author = { authorName: 'Dana', authorEmail: null, authorLogin: 'dana', files: null };
  const commits = [...committed].map(([sha, at]) => ({ sha, message: sha, ...author, at }));
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

eachEngine('a report of any work', (open, { engine }) => {
  test('says what a second, slow computation says', async () => {
    const store = await open();
    let nth = 0;
    const history = fc.record({
      legs: fc.array(leg, { maxLength: 8 }),
      calls: fc.array(call, { maxLength: 6 }),
      shifts: fc.record({ now: fc.tuple(shift, shift), before: fc.tuple(shift, shift) }),
      // No two end at one moment: which came last would be chance.
      deployments: fc.uniqueArray(deployment, { maxLength: 9, selector: (one) => one.at }),
    });
    await fc.assert(
      fc.asyncProperty(history, async (drawn) => {
        nth += 1;
        const name = `acme/w${nth}`;
        const teamOf = (team: string) => `${team}${nth}`;
        const legs = drawn.legs.map(({ at, promised, accepted, ended, team }): Handed => {
          const acceptedAt = accepted === null ? null : at + accepted;
          const endedAt = ended === null ? null : (acceptedAt ?? at) + ended;
          const acceptBy = at + promised;
          return { toTeam: teamOf(team), offeredAt: at, acceptBy, acceptedAt, endedAt };
        });
        const calls = drawn.calls.map((one) => ({ ...one, team: teamOf(one.team) }));
        const layers = (counts: readonly number[]) =>
          counts.map((shifts, at) => ({ team: teamOf('ops'), layer: layerNames[at]!, shifts }));
        const shifts = { now: layers(drawn.shifts.now), before: layers(drawn.shifts.before) };
        const scope: Scope = {
          ...{ ...scopeOf(name), teams: [teamOf('qa'), teamOf('ops')] },
          shifts: async (slice) => (slice.to === to ? shifts.now : shifts.before),
        };
        const { deployments } = drawn;
        await store.transaction((tx) => tell(tx, name, { legs, calls, deployments }, nth));
        const made = await report(scope, period, store);
        const said = Object.entries(saidOf(made)).filter(([path]) => isWork.test(path));
        // What nobody does with Baton is left out.
        expect(Object.fromEntries(said)).toEqual({
          ...(made.handoffs ? naiveHandoffs(legs, period) : {}),
          ...(made.load ? naiveLoad(calls, shifts, period) : {}),
          ...(made.deploys ? naiveDeploys(deployments, committed, period) : {}),
        });
        const seen = (at: number) => at >= from - 28 * day && at < to;
        expect(made.load !== undefined).toBe(calls.some((one) => seen(one.at)));
        if (!made.handoffs) {
          const none = naiveHandoffs(legs, period);
          expect(none['handoffs.waiting']).toEqual([0, 0, 0, 0, 'same', false]);
          expect(none['handoffs.acceptedInTime']).toEqual([null, 0, null, 0, 'unknown', false]);
        }
        const production = deployments.filter((one) => one.environment === 'production');
        expect(made.deploys !== undefined).toBe(production.some((one) => one.at < to));
      }),
      { numRuns: engine === 'sqlite' ? 40 : 20 },
    );
  });
});

const layerNames = ['primary', 'secondary'];
const isWork = /^(handoffs|load|deploys)\./;
