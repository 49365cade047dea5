import { followActs } from '../acts/follow.ts';
import { noteAnnotations, noteCommits, notePullRequests } from '../builds/changes.ts';
import { followJobs, followRuns } from '../builds/follow.ts';
import type { World } from '../builds/world.ts';
import type { Fact } from '../core/facts.ts';
import {
  followDeployments,
  followDeployRuns,
  followReviews,
  followWaitingJobs,
} from '../deploys/follow.ts';

type OfKind<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>;
type Reaction<Kind extends Fact['kind']> = (
  facts: readonly OfKind<Kind>[],
  world: World,
) => Promise<void>;
type Reactions = { [Kind in Fact['kind']]: readonly Reaction<Kind>[] };

/** Which feature cares about which fact, in the order in which they hear of it. */
const reactions: Reactions = {
  push: [noteCommits],
  pull_request: [notePullRequests],
  job: [followJobs, followWaitingJobs],
  check: [noteAnnotations],
  run: [followRuns, followActs, followDeployRuns],
  deployment: [followDeployments],
  review: [followReviews],
};

/** Lets every feature record and decide upon facts, in the transaction that `world` holds. */
export async function react(facts: readonly Fact[], world: World): Promise<void> {
  for (const kind of Object.keys(reactions) as Fact['kind'][]) await tell(kind, facts, world);
}

async function tell<Kind extends Fact['kind']>(
  kind: Kind,
  facts: readonly Fact[],
  world: World,
): Promise<void> {
  const mine = facts.filter((fact): fact is OfKind<Kind> => fact.kind === kind);
  if (mine.length === 0) return;
  for (const reaction of reactions[kind]) await reaction(mine, world);
}
