import type { RepositoryFact } from '../core/facts.ts';
import type { Callers } from './credentials.ts';
import type { Caller } from './octokit.ts';

export type FactOf = (repository: string) => RepositoryFact;

/** Who may ask about a repository, and how GitHub's addresses name it. */
export async function inRepository(callers: Callers, name: string) {
  const [owner = '', repo = ''] = name.split('/');
  const caller: Caller = await callers.of(owner);
  return { caller, octokit: caller.octokit, at: { owner, repo } };
}

/** GitHub's search for dates knows seconds. */
export function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
