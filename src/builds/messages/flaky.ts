import { type Block, context, lines } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, type Inline, link } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { type Page, pager } from '../../core/pager.ts';
import { count, cut } from '../../core/text.ts';
import type { FlakyPart, FlakyView, FlakyWorkflow } from '../flaky.ts';
import { said, short } from './words.ts';

const perPage = 8;
const mostParts = 3;

/** The answer to `/ci flaky`: what fails by chance, how sure that is, what it costs. */
export function flakyList(
  { workflows, doubtful }: FlakyView,
  { days, scope, page }: { days: number; scope: string; page: Omit<Page, 'more'> },
): Message {
  const window = `in ${scope} in the last ${count(days, 'day')}`;
  if (workflows.length === 0)
    return said([`Nothing failed by chance ${window}${seldom(doubtful)}.`]);
  const from = (page.number - 1) * perPage;
  const shown = workflows.slice(from, from + perPage);
  const reruns = workflows.reduce((sum, one) => sum + one.reruns, 0);
  const lost = workflows.reduce((sum, one) => sum + one.lost, 0);
  const summary = `${count(workflows.length, 'workflow')} failed by chance ${window}: ${count(reruns, 'rerun')}, ${formatDuration(lost)} of runs lost.`;
  return message(
    [summary],
    [
      lines([bold(summary)]),
      ...shown.map(about),
      context([
        'By chance: red and green on one commit, with no change between, at least twice.',
        doubtful > 0
          ? ` ${count(doubtful, 'more workflow')} did so once, which says nothing yet.`
          : '',
      ]),
      ...pager({ ...page, more: workflows.length > from + perPage }),
    ],
  );
}

function about({ repository, workflow, verdict, parts, reruns, lost }: FlakyWorkflow): Block {
  const { share, reason } = verdict;
  const percent = Math.round(share * 100);
  return lines(
    [bold(`${repository} · ${short(workflow)}`), ` · ${percent}% · ${reason}`],
    [`${count(reruns, 'rerun')}, ${formatDuration(lost)} of runs lost`],
    ...parts.slice(0, mostParts).map(part),
    ...(parts.length > mostParts
      ? [[`and ${count(parts.length - mostParts, 'other failure')}`]]
      : []),
  );
}

function part({ name, times, runs }: FlakyPart): Inline[] {
  const links = runs.flatMap(({ number, url }, at): Inline[] => [
    at === 0 ? ': ' : ', ',
    link(url, `#${number}`),
  ]);
  return [`• ${cut(name, 120)} · ${count(times, 'time')}`, ...links];
}

const seldom = (doubtful: number): string =>
  doubtful === 0 ? '' : `, or too seldom to say so: ${count(doubtful, 'workflow')} did once`;
