import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delivery, Outcome, Run } from '../../sandbox/github/index.ts';
import { shareWorld } from '../helpers/world.ts';

const world = shareWorld();
const minute = 60_000;
const outcomes = ['success', 'failure', 'timed_out', 'cancelled', 'skipped'] as const;

/** A run, or a rerun of one of those before it. */
type Act = { outcome: Outcome; rerun: number | null };

const acts = fc.array(
  fc.record({
    outcome: fc.constantFrom<Outcome>(...outcomes),
    rerun: fc.option(fc.nat(2), { freq: 2 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Lets a story happen in a repository of its own. */
async function live(repo: string, story: readonly Act[], then = async () => {}): Promise<void> {
  const { github, clock } = world();
  const runs: Run[] = [];
  // Far enough from the story before that the two are no outage.
  clock.advance(11 * minute);
  for (const { outcome, rerun } of story) {
    const again = rerun === null ? undefined : runs[rerun];
    clock.advance(minute);
    await github.push(repo);
    if (again) await github.rerun(again, outcome);
    else runs.push(await github.run(repo, 'CI', outcome));
    await then();
  }
}

/** What #builds says of what is not over: which, since when, how often, last green when. */
function failing(repo: string): string[][] {
  return world()
    .read('#builds', `${repo} · CI is failing`)
    .map((plain) => plain.replaceAll(repo, 'it').replace(/\b[0-9a-f]{7}\b/g, 'sha'))
    .map((plain) => withoutTimes(plain).match(/^.*is failing.*$|Red since.*$/gm) ?? []);
}

const status = async (repo: string): Promise<string> =>
  (await world().slash('dana', `/ci status ${repo}`)).replaceAll(repo, 'it');

let stories = 0;

test('in whatever order and however often the webhooks of a story come, its end reads the same', async () => {
  const { github, settle, read } = world();
  // Of no use to this story, and half of all that GitHub sends.
  github.webhooks.drop(({ event }) => event === 'push' || event === 'check_run');
  const shuffles = fc.record({
    story: acts,
    weights: fc.array(fc.nat(), { minLength: 50, maxLength: 50 }),
    twice: fc.array(fc.nat(30), { maxLength: 5 }),
    /** How many come before Baton first looks. */
    pause: fc.nat(40),
  });
  await fc.assert(
    fc.asyncProperty(shuffles, async ({ story, weights, twice, pause }) => {
      stories += 1;
      const [straight, shuffled] = [`acme/s${stories}`, `acme/t${stories}`];
      await live(straight, story, settle);

      github.webhooks.hold();
      await live(shuffled, story);
      let order: Delivery[] = [];
      await github.webhooks.release((held) => {
        order = arranged(held, { weights, twice });
        return order.slice(0, pause);
      });
      await settle();
      for (const { id } of order.slice(pause)) await github.webhooks.redeliver(id);
      await settle();

      expect(failing(shuffled)).toEqual(failing(straight));
      expect(withoutTimes(await status(shuffled))).toEqual(withoutTimes(await status(straight)));
      if (!story.some(({ outcome }) => outcome === 'failure' || outcome === 'timed_out')) {
        expect(read('#builds', shuffled)).toEqual([]);
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 60_000);

/** The two stories happened some minutes apart. */
const withoutTimes = (plain: string): string => plain.replace(/\d\d:\d\d/g, 'then');

function arranged(
  held: readonly Delivery[],
  { weights, twice }: { weights: readonly number[]; twice: readonly number[] },
): Delivery[] {
  const doubled = twice.flatMap((index) => held[index] ?? []);
  return [...held, ...doubled]
    .map((delivery, index) => ({ delivery, weight: weights[index] ?? 0 }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ delivery }) => delivery);
}
