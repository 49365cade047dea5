import type { CommitFact } from '../core/facts.ts';
import type { HandoffContext, HandoffNow } from '../core/handoffs.ts';
import type { Run } from '../core/records.ts';
import { firstLine } from '../core/text.ts';
import type { Tables } from '../store/types/index.ts';

/** What of GitHub is asked for a handoff's context. */
export type ContextApi = {
  compare(repository: string, base: string, head: string): Promise<CommitFact[]>;
  artifacts(repository: string, runId: number): Promise<{ name: string; bytes: number }[]>;
};

const mostCommits = 20;

/**
 * What belongs to the run that is handed over: the commits since the last handoff of this kind, its
 * artifacts, where its commit was deployed. `mayFail`: what GitHub does not say now is left out.
 */
export async function readContext(
  handoff: HandoffNow,
  { tables, github, mayFail }: { tables: Tables; github: ContextApi; mayFail: boolean },
): Promise<HandoffContext | null> {
  const run = handoff.runId === null ? undefined : await tables.runs.byId(handoff.runId);
  if (!run) return null;
  const orNothing = <T>(asked: Promise<T[]>): Promise<T[]> =>
    asked.catch((thrown: unknown) => {
      if (mayFail) return [];
      throw thrown;
    });
  const before = await runBefore(handoff, run, tables);
  const [commits, artifacts] = await Promise.all([
    before ? orNothing(github.compare(run.repository, before.run.sha, run.sha)) : [],
    orNothing(github.artifacts(run.repository, run.id)),
  ]);
  const newest = commits.slice(-mostCommits).reverse();
  return {
    commits: newest.map(({ sha, message, authorName }) => ({
      ...{ sha, title: firstLine(message), author: authorName },
    })),
    commitCount: commits.length,
    since: before?.handoff ?? null,
    artifacts,
    environment: await environmentOf(run, tables),
  };
}

/** The run of the last handoff of this kind that had one. */
async function runBefore(
  { id, repository, current }: HandoffNow,
  run: Run,
  tables: Tables,
): Promise<{ run: Run; handoff: number } | undefined> {
  const { fromTeam, toTeam } = current;
  if (repository === null) return undefined;
  const last = await tables.handoffs.previous({ fromTeam, toTeam, repository, before: id });
  const before = last?.runId ? await tables.runs.byId(last.runId) : undefined;
  return last && before && before.sha !== run.sha ? { run: before, handoff: last.id } : undefined;
}

async function environmentOf({ repository, sha }: Run, tables: Tables): Promise<string | null> {
  const running = await tables.deployments.running(repository);
  return running.find((each) => each.sha === sha)?.environment ?? null;
}
