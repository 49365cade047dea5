import { followActs } from '../acts/follow.ts';
import { noteAnnotations, noteCommits, notePullRequests } from '../builds/changes.ts';
import { followJobs, followRuns } from '../builds/follow.ts';
import { assumedDefaultBranch, type Told, type World } from '../builds/world.ts';
import type { Config } from '../config/load.ts';
import { lookForRepositories } from '../core/discovery.ts';
import type { Fact } from '../core/facts.ts';
import { ruleFor } from '../core/rules.ts';
import {
  followDeployJobs,
  followDeployments,
  followDeployRuns,
  followReviews,
  rejectedAsCancelled,
} from '../deploys/follow.ts';
import { heardRuns } from '../handoffs/done-when.ts';
import { openPage } from '../oncall/open.ts';
import { hearRuns } from '../watches/heard.ts';

type OfKind<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>;
type Reaction<Kind extends Fact['kind']> = (
  facts: readonly OfKind<Kind>[],
  world: World,
) => Promise<void>;
type Reactions = { [Kind in Fact['kind']]: readonly Reaction<Kind>[] };

/** What a green run completes needs nothing of its team any more. */
const completeHandoffs: Reaction<'run'> = (facts, { tx, now }) =>
  heardRuns(facts, { tx, now, teams: [] });

/** Nobody is called about a deploy that somebody has rejected. */
const followHealth: Reaction<'run'> = async (facts, world) =>
  followRuns(await rejectedAsCancelled(facts, world), world);

/** Which feature cares about which fact, in the order in which they hear of it. */
const reactions: Reactions = {
  push: [noteCommits],
  pull_request: [notePullRequests],
  job: [followJobs, followDeployJobs],
  check: [noteAnnotations],
  run: [followHealth, followActs, followDeployRuns, hearRuns, completeHandoffs],
  deployment: [followDeployments],
  review: [followReviews],
  access: [(_facts, world) => lookForRepositories(world)],
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

/**
 * A channel is told of an incident: the team that baton.yml names for the stream is called, where
 * that channel is the stream's own.
 */
export async function hearOf(
  { incident, stream, channel }: Told,
  desk: Pick<World, 'tx' | 'now' | 'watching'> & { config: Pick<Config, 'repositories' | 'teams'> },
): Promise<void> {
  const rule = ruleFor(desk.config, stream.repository);
  const team = desk.config.teams.find(({ id }) => id === rule?.team);
  if (!rule || !team || stream.lane !== 'branch') return;
  const repository = await desk.tx.repositories.byName(stream.repository);
  const defaultBranch = repository?.defaultBranch ?? assumedDefaultBranch;
  if (desk.watching({ ...stream, defaultBranch })?.channel !== channel) return;
  await openPage({ incident, team, severity: rule.severity }, desk);
}
