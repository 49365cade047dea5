import { type Block, context, lines } from '../../core/blocks.ts';
import { bold, code, emoji, type Inline, joined, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { type Page, pager } from '../../core/pager.ts';
import type { Stream } from '../../core/records.ts';
import { count } from '../../core/text.ts';
import type { RepositoryHealth, StreamHealth } from '../health.ts';
import { holder } from './state.ts';
import { outcomeWord, present, runLink, short, sign } from './words.ts';

const signs: Record<Stream['health'], string> = {
  red: 'red_circle',
  green: 'large_green_circle',
  unknown: 'white_circle',
};

/** The answer to a bare `/ci`: what is red first, then a line for each repository. */
export function glance(
  found: readonly RepositoryHealth[],
  options: { all: boolean; now: number; page: Page; late?: readonly Inline[][] },
): Message {
  const { late = [] } = options;
  const streams = found.flatMap(({ streams: each }) => each);
  if (streams.length === 0 && late.length === 0) return nothingYet();
  const red = streams.filter(isRed);
  const scope = options.all ? 'all repositories' : 'this channel';
  const summary = sentence(streams, found.length);
  const blocks: (Block | undefined)[] = [
    lines([bold(summary)]),
    red.length > 0
      ? lines(...red.slice(0, 15).map((each) => redLine(each, options.now)))
      : undefined,
    late.length > 0 ? lines(...late) : undefined,
    lines(...found.map(repositoryLine)),
    context([
      `Health of ${scope}. Type `,
      code('/ci status owner/repo'),
      ' for one, ',
      code('/ci help'),
      ' for all commands.',
    ]),
    ...pager(options.page),
  ];
  return message([summary], present(blocks));
}

/** The answer to `/ci status`: each workflow of one branch with its newest run. */
export function branchStatus(
  { repository, streams }: RepositoryHealth,
  options: { branch: string; now: number; from: number; to: number; page: Page },
): Message {
  if (streams.length === 0) {
    const line = `No workflow has run on ${options.branch} of ${repository.name} in the last 30 days.`;
    const older = code(`/ci runs ${repository.name}`);
    return message([line], [lines([line]), context(['Type ', older, ' for older ones.'])]);
  }
  const red = streams.filter(isRed).length;
  const well = allGreen(streams);
  const title: Inline[] = [
    emoji(signs[red > 0 ? 'red' : well ? 'green' : 'unknown']),
    ' ',
    link(repository.url, repository.name, 'bold'),
    ' on ',
    bold(options.branch),
    red > 0 ? `: ${count(red, 'workflow')} failing` : `: ${well ? 'all green' : 'nothing to fix'}`,
  ];
  return message(title, [
    lines(title),
    lines(...streams.slice(options.from, options.to).map((each) => statusLine(each, options.now))),
    ...pager(options.page),
  ]);
}

function sentence(streams: readonly StreamHealth[], repositories: number): string {
  const red = streams.filter(isRed).length;
  const where = `${count(streams.length, 'workflow')} in ${count(repositories, 'repository', 'repositories')}`;
  if (red === 0) return `${allGreen(streams) ? 'All green' : 'Nothing to fix'}: ${where}.`;
  return `${red} of ${where} ${red === 1 ? 'is' : 'are'} red.`;
}

/** What was only ever cancelled, or closed while it was red, is not called green because it is not red. */
const allGreen = (streams: readonly StreamHealth[]): boolean =>
  streams.every(({ stream }) => stream.health === 'green');

function redLine({ stream, incident }: StreamHealth, now: number): Inline[] {
  const since: Inline[] = incident ? [' since ', at(incident.redSince, now)] : [];
  return [
    emoji('red_circle'),
    ' ',
    bold(stream.repository),
    ` · ${short(stream.workflow)} on ${short(stream.branch)}`,
    ...since,
    ...holder(incident?.acknowledgedBy ?? null),
  ];
}

/** More workflows than this make a line that nobody reads; what is red comes first. */
const workflowsInLine = 6;

function repositoryLine({ repository, streams }: RepositoryHealth): Inline[] {
  const redFirst = streams.toSorted((a, b) => Number(isRed(b)) - Number(isRed(a)));
  const workflows = redFirst
    .slice(0, workflowsInLine)
    .map(({ stream, newest }): Inline[] => [
      emoji(signs[stream.health]),
      ' ',
      newest ? link(newest.url, short(stream.workflow)) : short(stream.workflow),
    ]);
  const rest = streams.length - workflows.length;
  if (rest > 0) workflows.push([`and ${rest} more`]);
  return [link(repository.url, repository.name, 'bold'), '   ', ...joined(workflows, '   ')];
}

const isRed = ({ stream }: StreamHealth): boolean => stream.health === 'red';

function statusLine({ stream, newest, incident }: StreamHealth, now: number): Inline[] {
  if (!newest) return [emoji(signs[stream.health]), ' ', short(stream.workflow)];
  return [
    sign(newest),
    ' ',
    runLink(newest),
    ` ${outcomeWord(newest)} `,
    at(newest.updatedAt, now),
    ...(incident ? [' · red since ', at(incident.redSince, now)] : []),
    ...holder(incident?.acknowledgedBy ?? null),
  ];
}

function nothingYet(): Message {
  const line = 'I have not seen a run yet.';
  const hint: Inline[] = [
    'Runs appear when a webhook arrives or GitHub is polled; ',
    code('npm run doctor'),
    ' on the server says what is missing.',
  ];
  return message([line], [lines([line]), context(hint)]);
}
