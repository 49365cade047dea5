import type { RunFact } from '../core/facts.ts';
import { type DoneWhen, handoffName } from '../core/handoffs.ts';
import { isGreen } from '../core/health.ts';
import { closest } from '../core/suggest.ts';
import type { Tables } from '../store/types/index.ts';
import { bringAbout, type HandoffWorld } from './act.ts';
import { completeBySelf } from './decide.ts';
import { becameGreen } from './messages/became-green.ts';

export type ReadDoneWhen =
  | { doneWhen: DoneWhen }
  | { reason: 'unclear' | 'no-repository' }
  | { reason: 'unknown-repository'; repository: string; near: string | undefined }
  | { reason: 'unknown-workflow'; workflow: string; repository: string; near: string | undefined };

const phrase =
  /^(?:([\w.-]+\/[\w.-]+)\s+)?(\S.*?)\s+(?:is\s+)?green(?:\s+on\s+(\S+))?(?:\s+(?:in|of)\s+([\w.-]+\/[\w.-]+))?$/i;

/** Reads `CI green on main`, with `in owner/repo` where the handoff's run does not say which. */
export async function readDoneWhen(
  typed: string,
  about: string | null,
  { streams, repositories }: Pick<Tables, 'streams' | 'repositories'>,
): Promise<ReadDoneWhen> {
  const [, before, name = '', branch, behind] = phrase.exec(typed.trim()) ?? [];
  if (name === '') return { reason: 'unclear' };
  const wanted = behind ?? before ?? about;
  if (wanted === null) return { reason: 'no-repository' };
  const repository = await repositories.byName(wanted);
  if (!repository) {
    const known = (await repositories.list()).map((each) => each.name);
    return { reason: 'unknown-repository', repository: wanted, near: closest(wanted, known) };
  }
  const on = branch ?? repository.defaultBranch ?? 'main';
  // Those of that branch first: a repository may have more streams than are looked through.
  const here = await streams.list({ repository: repository.name, branch: on, limit: 500 });
  const known = await streams.list({ repository: repository.name, limit: 500 });
  const workflows = [...new Set([...here, ...known].map(({ workflow }) => workflow))];
  const workflow = workflows.find((each) => each.toLowerCase() === name.toLowerCase());
  if (workflow === undefined) {
    const near = closest(name, workflows);
    return { reason: 'unknown-workflow', workflow: name, repository: repository.name, near };
  }
  return { doneWhen: { repository: repository.name, workflow, branch: on } };
}

/** Runs came in: what waited for one of them to be green is done. It goes by the stream as it stands. */
export async function heardRuns(facts: readonly RunFact[], world: HandoffWorld): Promise<void> {
  const { tx } = world;
  const green = facts.filter(({ outcome }) => isGreen(outcome));
  for (const repository of new Set(green.map((fact) => fact.repository.name))) {
    for (const { id } of await tx.handoffs.awaiting(repository)) await completeIfGreen(id, world);
  }
}

async function completeIfGreen(id: number, world: HandoffWorld): Promise<void> {
  const { tx, now } = world;
  const handoff = await tx.handoffs.lock(id);
  if (!handoff?.doneWhen || handoff.state === 'done') return;
  const { repository, workflow, branch } = handoff.doneWhen;
  const streams = await tx.streams.list({ repository, branch, limit: 500 });
  const stream = streams.find((each) => each.workflow === workflow);
  // Green as of a run that ended since it was handed over: what was green before is no news.
  if (stream?.health !== 'green' || (stream.healthAt ?? 0) < handoff.openedAt) return;
  const [run] = (await tx.runs.ofStream(stream.id, { limit: 20 })).filter(({ outcome }) =>
    isGreen(outcome),
  );
  const change = completeBySelf(becameGreen(handoff.doneWhen), run?.url ?? null, now);
  await bringAbout(handoff, change, { who: 'baton', world });
  const what = { who: 'baton', what: 'handoff done', target: handoffName(id), from: 'done-when' };
  await tx.audit.note({ at: now, ...what, result: 'done' });
}
