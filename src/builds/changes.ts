import type { CheckFact, PullRequestFact, PushFact } from '../core/facts.ts';
import { closeOfPull } from './close.ts';
import type { World } from './world.ts';

/** Facts that are remembered for what is told later: who changed what, and where it went. */

export async function noteCommits(facts: readonly PushFact[], { tx, now }: World): Promise<void> {
  for (const fact of facts) {
    await tx.repositories.note(fact.repository, now);
    await tx.commits.note(fact.repository.name, fact.branch, fact.commits);
  }
}

export async function noteAnnotations(facts: readonly CheckFact[], { tx }: World): Promise<void> {
  for (const fact of facts) await tx.jobs.annotate(fact);
}

export async function notePullRequests(
  facts: readonly PullRequestFact[],
  { tx, now }: World,
): Promise<void> {
  for (const fact of facts) {
    await tx.repositories.note(fact.repository, now);
    await tx.changes.notePullRequest(fact);
    if (fact.state !== 'open') await closeOfPull(fact, { tx, now });
  }
}
