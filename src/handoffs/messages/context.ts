import { type Block, context, lines } from '../../core/blocks.ts';
import { handoffName } from '../../core/handoffs.ts';
import { type Inline, joined, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { outcomeWord } from '../../core/run-words.ts';
import { count, cut, firstLine, shortSha } from '../../core/text.ts';
import type { HandoffView } from '../view.ts';

const mostCommits = 5;

/** What stands beside the work: its run, what changed, what is red, what there is to be ticked. */
export function contextBlocks(view: HandoffView, now: number): Block[] {
  const rows = [
    ...runLine(view),
    ...commitLines(view),
    ...artifactLine(view),
    ...redLines(view, now),
    ...doneWhenLine(view),
  ];
  return [
    ...(rows.length > 0 ? [lines(...rows)] : []),
    ...(view.handoff.source
      ? [context([link(view.handoff.source, 'The message it is about')])]
      : []),
  ];
}

function runLine({ run, handoff }: HandoffView): Inline[][] {
  const environment = handoff.context?.environment;
  const on: Inline[] | undefined = environment ? [`on ${environment}`] : undefined;
  if (!run) {
    const repository: Inline[] | undefined = handoff.repository ? [handoff.repository] : undefined;
    const parts = joined([repository, on], ' · ');
    return parts.length > 0 ? [parts] : [];
  }
  const title = link(run.url, `${cut(firstLine(run.workflow), 60)} #${run.number}`);
  return [
    joined(
      [
        ['Run: ', `${run.repository} · `, title, ` on ${cut(run.branch ?? '?', 60)}`],
        [outcomeWord(run)],
        on,
      ],
      ' · ',
    ),
  ];
}

function commitLines({ handoff, run }: HandoffView): Inline[][] {
  const { context: found } = handoff;
  if (!found || found.commitCount === 0) return [];
  const { commits, commitCount, since } = found;
  const what = count(commitCount, 'commit');
  const heading = since === null ? `${what}, the newest:` : `${what} since ${handoffName(since)}:`;
  const shown = commits.slice(0, mostCommits).map(({ sha, title, author }): Inline[] => {
    const short = shortSha(sha);
    const page = run && link(`${run.url.split('/actions/')[0]}/commit/${sha}`, short);
    return ['  ', page ?? short, ` ${cut(title, 80)} (${author})`];
  });
  return [[heading], ...shown];
}

function artifactLine({ handoff }: HandoffView): Inline[][] {
  const artifacts = handoff.context?.artifacts ?? [];
  if (artifacts.length === 0) return [];
  const shown = artifacts.slice(0, 4).map(({ name, bytes }) => `${cut(name, 60)} (${size(bytes)})`);
  const more = artifacts.length > 4 ? ` and ${artifacts.length - 4} more` : '';
  return [[`${artifacts.length === 1 ? 'Artifact' : 'Artifacts'}: ${shown.join(', ')}${more}`]];
}

function redLines({ incidents }: HandoffView, now: number): Inline[][] {
  return incidents
    .slice(0, 3)
    .map(({ stream, redSince }): Inline[] => [
      ...[{ kind: 'emoji', name: 'red_circle' } as const, ' '],
      `${cut(firstLine(stream.workflow), 60)} is red on ${cut(stream.branch, 60)} since `,
      at(redSince, now),
    ]);
}

function doneWhenLine({ handoff }: HandoffView): Inline[][] {
  const { doneWhen, state } = handoff;
  if (!doneWhen || state === 'done') return [];
  const { workflow, branch, repository } = doneWhen;
  return [[`Done by itself with the next green run of ${workflow} on ${branch} in ${repository}.`]];
}

/** `820 B`, `2.1 MB`. */
function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** step;
  return `${step === 0 ? amount : amount.toFixed(1)} ${units[step]}`;
}
