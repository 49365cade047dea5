import type { Cause, SuspectCommit } from '../core/cause.ts';
import type { CommitFact } from '../core/facts.ts';
import type { Run } from '../core/records.ts';
import { redact } from '../core/redact.ts';
import { firstLine } from '../core/text.ts';
import type { Tables } from '../store/types/index.ts';
import { rankSuspects } from './suspects.ts';

/** A list of suspects is a hint; a hundred of them is none. */
const most = 20;

/**
 * The commits between green and red, the likeliest first. What files a commit touched GitHub tells
 * with the push; where the comparison is not to be had, the first red commit stands alone.
 */
export async function rankCommits(
  { commits, cause, run }: { commits: readonly CommitFact[]; cause: Cause; run: Run },
  tables: Pick<Tables, 'commits' | 'changes'>,
): Promise<SuspectCommit[]> {
  const known: (CommitFact & { title: string; files: string[] })[] = [];
  const single = commits.length > 0 ? [] : [await tables.commits.bySha(run.repository, run.sha)];
  for (const commit of [...commits, ...single]) {
    if (!commit) continue;
    const pushed = await tables.commits.bySha(run.repository, commit.sha);
    const files = commit.files ?? pushed?.files ?? [];
    known.push({ ...commit, files, title: redact(firstLine(commit.message)) });
  }
  const ranked = rankSuspects([...known].reverse(), cause).slice(0, most);
  const shas = ranked.map(({ commit }) => commit.sha);
  const pulls = await tables.changes.mergedAs(run.repository, shas);
  return ranked.map(({ commit, reason }) => {
    const { sha, title, authorName, authorLogin, authorEmail } = commit;
    const pull = pulls.get(sha);
    const known = { ...(pull === undefined ? {} : { pull }), ...(reason ? { reason } : {}) };
    return { sha, title, authorName, authorLogin, authorEmail, ...known };
  });
}
