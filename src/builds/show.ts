import type { RunRef } from '../core/args.ts';
import { UserError } from '../core/errors.ts';
import { isRed } from '../core/health.ts';
import type { Repository, Run } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { noSuchNumber, noSuchRun, whichRun } from './messages/mistakes.ts';
import type { RunView } from './messages/run.ts';
import { findRepository, repositoriesOf, type Standing } from './scope.ts';

/**
 * The run that a person means. A number that several workflows have counted up to gives them all; in an incident's
 * thread it is one of its repository where none is named. Without a reference it is the incident's newest red run.
 *
 * @throws UserError where there is no such run
 */
export async function findRun(
  ref: RunRef | undefined,
  standing: Standing,
  tables: Tables,
): Promise<{ run: Run } | { several: Run[]; number: number }> {
  if (ref === undefined) return { run: await runOfThread(standing.incident, tables) };
  if ('id' in ref) {
    const run = await tables.runs.byId(ref.id);
    if (run) return { run };
    throw new UserError(...noSuchRun(ref.id));
  }
  const found: Run[] = [];
  const { number, repository: typed } = ref;
  const repository = typed && (await findRepository(typed, tables)).name;
  for (const name of repository ? [repository] : await namesIn(standing, tables))
    found.push(...(await tables.runs.byNumber(name, number)));
  const [only] = found;
  if (only && found.length === 1) return { run: only };
  if (only) return { several: found, number };
  throw new UserError(...noSuchNumber(number, repository));
}

/** The repositories that a bare number is looked for in. */
async function namesIn(standing: Standing, tables: Tables): Promise<string[]> {
  const { incident: id, channel, watching } = standing;
  const incident = id === undefined ? undefined : await tables.incidents.byId(id);
  const stream = incident && (await tables.streams.byId(incident.streamId));
  if (stream) return [stream.repository];
  return (await repositoriesOf(channel, tables, watching)).repositories.map(({ name }) => name);
}

async function runOfThread(incident: number | undefined, tables: Tables): Promise<Run> {
  const found = incident === undefined ? undefined : await tables.incidents.byId(incident);
  const run = found ? await tables.runs.byId(found.lastRedRun) : undefined;
  if (run) return run;
  throw new UserError(...whichRun);
}

/** A run with all that its card says. */
export async function viewRun(run: Run, tables: Tables): Promise<RunView> {
  return {
    run,
    repository: await repositoryOf(run, tables),
    jobs: await tables.jobs.ofRun(run.id, run.attempt),
    attempts: await tables.runs.attempts(run.id),
    commit: await tables.commits.bySha(run.repository, run.sha),
    finding: isRed(run.outcome) ? await tables.findings.ofRun(run.id, run.attempt) : undefined,
  };
}

/** The repository of a run, also where nothing else is known of it. */
export async function repositoryOf(run: Run, { repositories }: Tables): Promise<Repository> {
  const known = await repositories.byName(run.repository);
  const url = run.url.replace(/\/actions\/.*$/, '');
  return known ?? { name: run.repository, defaultBranch: null, url };
}
