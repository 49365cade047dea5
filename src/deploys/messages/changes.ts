import { type Block, lines } from '../../core/blocks.ts';
import type { Changes } from '../../core/deploys.ts';
import { bold, emoji, type Inline, joined, link, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import type { Repository } from '../../core/records.ts';
import { runLink } from '../../core/run-words.ts';
import { count, cut, shortSha } from '../../core/text.ts';
import type { Plan } from '../plan.ts';
import { named } from './words.ts';

/** The commits that come or go. */
export function changeBlocks(
  { total, commits, pulls }: Changes,
  { repository }: { repository: Pick<Repository, 'url'> },
  reversed: boolean,
): Block[] {
  if (total === 0) return [];
  const head = joined(
    [
      [count(total, 'commit')],
      pulls.length > 0
        ? [count(pulls.length, 'pull request'), ' ', ...pullLinks(pulls, repository)]
        : undefined,
    ],
    ', ',
  );
  const verb = reversed ? 'Taken back: ' : 'New: ';
  const rows = commits
    .slice(0, mostCommits)
    .map(({ sha, title, author }): Inline[] => [
      ...['• ', link(`${repository.url}/commit/${sha}`, shortSha(sha))],
      ` “${cut(title, 70)}” by ${cut(author, 40)}`,
    ]);
  const rest = total - rows.length;
  const more: Inline[][] = rest > 0 ? [[`and ${count(rest, 'more commit')}`]] : [];
  return [lines([bold(verb), ...head], ...rows, ...more)];
}

const mostCommits = 6;
const mostPulls = 5;

function pullLinks(pulls: readonly number[], { url }: Pick<Repository, 'url'>): Inline[] {
  const shown = pulls
    .slice(0, mostPulls)
    .map((each): Inline[] => [link(`${url}/pull/${each}`, `#${each}`)]);
  return ['(', ...joined(shown, ', '), pulls.length > mostPulls ? ' …)' : ')'];
}

/** What tells whether it is wise. */
export function checks(
  { health, before, incidents }: Pick<Plan, 'health' | 'before' | 'incidents'>,
  { now }: { now: number },
): Inline[][] {
  const rows: Inline[][] = [healthLine(health)];
  if (before && before.at !== null)
    rows.push([
      emoji('white_check_mark'),
      ` Runs on ${named(before.environment)} since `,
      at(before.at, now),
    ]);
  else if (before)
    rows.push([emoji('warning'), ` Has not run on ${named(before.environment)} yet`]);
  for (const { stream, redSince, acknowledgedBy } of incidents.slice(0, 3)) {
    const holder: Inline[] = acknowledgedBy ? [', ', mention(acknowledgedBy), ' has it'] : [];
    rows.push([
      ...[
        emoji('red_circle'),
        ` ${named(stream.workflow)} is failing on ${named(stream.branch)} since `,
      ],
      ...[at(redSince, now), ...holder],
    ]);
  }
  return rows;
}

function healthLine({ kind, runs }: Plan['health']): Inline[] {
  const names = joined(
    runs.slice(0, 4).map((run): Inline[] => [runLink(run)]),
    ', ',
  );
  switch (kind) {
    case 'green':
      return [emoji('white_check_mark'), ' CI is green at this commit: ', ...names];
    case 'red':
      return [emoji('red_circle'), ' CI failed at this commit: ', ...names];
    case 'running':
      return [emoji('large_yellow_circle'), ' CI is still running at this commit: ', ...names];
    case 'unknown':
      return [emoji('white_circle'), ' I know no CI run of this commit'];
  }
}
