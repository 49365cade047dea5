import type { Deployment } from '../core/deploys.ts';
import type { HandoffNow } from '../core/handoffs.ts';
import type { Handover, Page } from '../core/oncall.ts';
import type { Incident, Stream } from '../core/records.ts';
import { ruleFor, watches } from '../core/rules.ts';
import type { Settings, Team } from '../core/settings.ts';
import type { Tables } from '../store/types/index.ts';

/** What whoever comes on call should know. */
export type HandoverReport = {
  /** Red now where the team is told of it, newest first. */
  open: (Incident & { stream: Stream })[];
  /** Pages by hand that are not over. */
  pages: Page[];
  /** What was red and passed on the same commit since the shift began. */
  flaked: { stream: Stream; times: number }[];
  /** Handoffs to the team that are not done, oldest first. */
  handoffs: HandoffNow[];
  /** Deployments under way. */
  deploys: Deployment[];
  /** How often somebody was called since the shift began. */
  calls: number;
};

const day = 86_400_000;
const mostLooked = 200;

/** Reads what is open for a team, and what happened in the shift that ends. */
export async function reportOf(
  handover: Pick<Handover, 'since'>,
  { team, settings, now }: { team: Team; settings: Pick<Settings, 'repositories'>; now: number },
  tables: Tables,
): Promise<HandoverReport> {
  const owned = (repository: string) => ruleFor(settings, repository)?.team === team.id;
  const told = await toldOf(settings, tables);
  const look = { lane: 'branch', limit: mostLooked } as const;
  const red = await tables.incidents.list({ ...look, states: ['triggered', 'acknowledged'] });
  const over = await tables.incidents.list({ ...look, states: ['resolved'] });
  const pages = await tables.pages.open({ team: team.id, limit: mostLooked });
  const calls = await tables.pages.calls({ since: handover.since, until: now });
  const underWay = await tables.deployments.inFlight({ since: now - day, limit: mostLooked });
  return {
    open: red.filter(({ stream }) => owned(stream.repository) && told(stream)),
    pages: pages.filter(({ incident }) => incident === null),
    flaked: flakedOf(
      over.filter(({ stream }) => owned(stream.repository) && told(stream)),
      handover.since,
    ),
    handoffs: await tables.handoffs.list({ toTeams: [team.id], limit: mostLooked }),
    deploys: underWay.filter(({ repository }) => owned(repository)),
    calls: calls.filter((call) => call.team === team.id).length,
  };
}

/** Which streams baton.yml has anybody told of: a branch of one's own is nobody else's work. */
async function toldOf(
  settings: Pick<Settings, 'repositories'>,
  { repositories }: Pick<Tables, 'repositories'>,
): Promise<(stream: Stream) => boolean> {
  const known = new Map((await repositories.list()).map((each) => [each.name, each.defaultBranch]));
  return ({ repository, branch, workflow }) => {
    const rule = ruleFor(settings, repository);
    const defaultBranch = known.get(repository) ?? null;
    return rule !== undefined && watches(rule, { branch, workflow, defaultBranch });
  };
}

function flakedOf(
  over: readonly (Incident & { stream: Stream })[],
  since: number,
): HandoverReport['flaked'] {
  const found = new Map<number, { stream: Stream; times: number }>();
  for (const { stream, resolution, resolvedAt } of over) {
    if (resolution !== 'flaky' || (resolvedAt ?? 0) < since) continue;
    const times = (found.get(stream.id)?.times ?? 0) + 1;
    found.set(stream.id, { stream, times });
  }
  return [...found.values()].sort((a, b) => b.times - a.times);
}
