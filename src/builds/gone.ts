import { groupBy } from '../core/group.ts';
import type { Incident, Stream } from '../core/records.ts';
import type { GitHubApi } from '../github/api.ts';
import type { Tables } from '../store/types/index.ts';
import { closeIncident } from './close.ts';
import { lockRed } from './group.ts';
import { noteInAudit } from './note.ts';
import type { Closed } from './tell-thread.ts';
import type { World } from './world.ts';

/** What of GitHub is asked. */
export type GoneApi = Pick<GitHubApi, 'repository' | 'workflows' | 'file' | 'commit'>;

type Red = Incident & { stream: Stream };
export type Gone = { incident: Incident; why: Closed };

const hour = 60 * 60_000;
const day = 24 * hour;
/** GitHub is asked about so many in an hour. */
export const mostLooked = 200;

/** Red, and nothing has run there for a day: what is asked about. Of more than can be, each at two looks running. */
export async function silentSince(
  now: number,
  { incidents }: Pick<Tables, 'incidents'>,
): Promise<Red[]> {
  const states = ['triggered', 'acknowledged'] as const;
  const open = await incidents.list({ states, limit: 5_000 });
  const silent = open.filter(({ stream }) => stream.lastRunAt < now - day);
  const from =
    silent.length > mostLooked ? (Math.floor(now / (2 * hour)) * mostLooked) % silent.length : 0;
  return [...silent.slice(from), ...silent.slice(0, from)].slice(0, mostLooked);
}

/**
 * Which of them can never be green again: the repository goes by another name, the workflow was disabled
 * or deleted, or its file no longer stands on the branch, as where the branch is gone. `failed` hears of a repository that GitHub does not
 * tell of now; nothing is closed there.
 */
export async function goneOf(
  silent: readonly Red[],
  github: GoneApi,
  failed: (repository: string, thrown: unknown) => void,
): Promise<Gone[]> {
  const found: Gone[] = [];
  for (const [repository, reds] of groupBy(silent, ({ stream }) => stream.repository)) {
    try {
      found.push(...(await goneIn(repository, reds, github)));
    } catch (thrown) {
      failed(repository, thrown);
    }
  }
  return found;
}

async function goneIn(repository: string, reds: readonly Red[], github: GoneApi): Promise<Gone[]> {
  const { name } = await github.repository(repository);
  if (name.toLowerCase() !== repository.toLowerCase())
    return reds.map(({ stream: _, ...incident }) => ({ incident, why: 'closed-repository' }));
  const workflows = await github.workflows(repository);
  const found: Gone[] = [];
  for (const { stream, ...incident } of reds) {
    const workflow = workflows.find(({ id }) => id === stream.workflowId);
    if (!workflow?.active) {
      found.push({ incident, why: 'closed-workflow' });
      continue;
    }
    // GitHub's own workflows have no file, and a fork's branch is not ours to ask about.
    const asked = workflow.path.startsWith('.github/') && !stream.branch.includes(':');
    if (asked && !(await standsIn(stream, workflow, github)))
      found.push({ incident, why: 'closed-branch' });
  }
  return found;
}

/** A pull request is tried as if it were merged: its own branch may be older than the workflow. */
async function standsIn(
  { repository, branch, lane }: Stream,
  { path }: { path: string },
  github: GoneApi,
): Promise<boolean> {
  if (lane === 'pull_request') return (await github.commit(repository, branch)) !== null;
  return (await github.file(repository, { path, ref: branch })).file !== null;
}

/** What was found gone, by incident: which of its runs was red then, and when that was. */
export const goneSpace = 'gone';
type Noted = { run: number; at: number };

/**
 * Closes what is gone, unless something ran there since it was looked. GitHub has to say so at two
 * looks running: where it has trouble of its own, it answers for minutes that what is there is not.
 */
export async function closeGone(
  gone: readonly Gone[],
  { tx, now }: Pick<World, 'tx' | 'now'>,
): Promise<void> {
  for (const { incident, why } of gone) {
    const { id, lastRedRun: run } = incident;
    const current = await lockRed(incident, { tx });
    if (current?.lastRedRun !== run) continue;
    const noted = await tx.memory.get<Noted>(goneSpace, String(id));
    if (!isLookBefore(noted, { run, at: now })) {
      if (noted?.run !== run || now - noted.at > longest)
        await tx.memory.set(goneSpace, String(id), { run, at: now }, now);
      continue;
    }
    await closeIncident(current, why, { tx, now });
    await noteInAudit(current, { user: 'baton', what: 'close', from: 'clock' }, { tx, now });
  }
}

/** Between two looks running, which are an hour apart: a little early or late, or tried again. */
const shortest = 30 * 60_000;
const longest = 90 * 60_000;

function isLookBefore(noted: Noted | undefined, { run, at }: Noted): boolean {
  const age = at - (noted?.at ?? 0);
  return noted?.run === run && age >= shortest && age <= longest;
}
