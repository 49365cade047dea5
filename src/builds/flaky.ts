import {
  costOfFlips,
  type FlakyCost,
  type FlakyVerdict,
  flippedIn,
  judgeFlaky,
} from '../core/flaky.ts';
import { groupBy } from '../core/group.ts';
import type { RetriedAttempt, Tables } from '../store/types/index.ts';

const most = 5_000;
const mostLinks = 3;

/** A job or a test in it that fails by chance: how often, and the newest runs in which it did. */
export type FlakyPart = { name: string; times: number; runs: { number: number; url: string }[] };

/** A workflow in which something fails by chance, what that is, and what it cost. */
export type FlakyWorkflow = FlakyCost & {
  repository: string;
  workflow: string;
  verdict: FlakyVerdict;
  /** Most frequent first. */
  parts: FlakyPart[];
};

export type FlakyView = {
  /** The dearest first. */
  workflows: FlakyWorkflow[];
  /** Workflows in which it happened, too seldom to say so. */
  doubtful: number;
};

/** What failed by chance since then in these repositories, by the rule of {@link judgeFlaky}. */
export async function viewFlaky(
  repositories: readonly string[],
  since: number,
  { findings }: Pick<Tables, 'findings'>,
): Promise<FlakyView> {
  const seen = await findings.retried({ repositories, since, limit: most });
  const groups = [...groupBy(seen, (one) => `${one.repository} ${one.workflowId}`).values()];
  const judged = groups.map(judge);
  return {
    workflows: judged
      .filter((one) => one.verdict.flaky)
      .sort((a, b) => b.lost - a.lost || b.verdict.flips - a.verdict.flips),
    doubtful: judged.filter(({ verdict }) => !verdict.flaky && verdict.flips > 0).length,
  };
}

function judge(seen: readonly RetriedAttempt[]): FlakyWorkflow {
  const [newest] = seen;
  const reds = flippedIn(seen)
    .filter(({ outcome }) => outcome === 'red')
    .sort((a, b) => b.at - a.at);
  const whole = judgeFlaky(seen);
  return {
    ...{ repository: newest?.repository ?? '', workflow: newest?.workflow ?? '' },
    verdict: whole.flaky ? whole : (flakiestPart(seen) ?? whole),
    parts: partsOf(reds),
    ...costOfFlips(seen),
  };
}

/** Where a workflow also breaks in earnest, one of its jobs or tests may still fail by chance. */
function flakiestPart(seen: readonly RetriedAttempt[]): FlakyVerdict | undefined {
  const named = seen.map((one) => ({ ...one, fingerprint: nameOf(one) }));
  const names = [...new Set(named.map(({ fingerprint }) => fingerprint))].filter(Boolean);
  const verdicts = names.map((fingerprint) => judgeFlaky(named, { fingerprint }));
  return verdicts.filter(({ flaky }) => flaky).sort((a, b) => b.flips - a.flips)[0];
}

function partsOf(reds: readonly RetriedAttempt[]): FlakyPart[] {
  const parts = [...groupBy(reds, nameOf)].filter(([name]) => name !== '');
  return parts
    .map(([name, failed]) => ({
      name,
      times: failed.length,
      runs: failed.slice(0, mostLinks).map(({ number, url }) => ({ number, url })),
    }))
    .sort((a, b) => b.times - a.times);
}

/** `e2e › checkout › pays`; empty where nothing is known of the failure. */
const nameOf = ({ job, test }: RetriedAttempt): string =>
  [job, test].filter((part) => part !== null).join(' › ');
