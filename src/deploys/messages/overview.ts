import { type Block, context, lines, table } from '../../core/blocks.ts';
import { code, emoji, type Inline, joined, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { type Page, pager } from '../../core/pager.ts';
import { count, shortSha } from '../../core/text.ts';
import type { EnvironmentView } from '../environments.ts';
import {
  commitOf,
  deployer,
  frozenWords,
  type Logins,
  lockedWords,
  named,
  timeOf,
} from './words.ts';

/** How many commits the default branch has that an environment has not; null where GitHub did not say. */
export type Behind = (view: EnvironmentView) => number | null;

/** The answer to a bare `/deploy`: each environment with what runs there. */
export function environmentTable(
  views: readonly EnvironmentView[],
  options: { now: number; logins: Logins; behind: Behind; page: Page },
): Message {
  const { now, logins, behind, page } = options;
  const stuck = views.filter(({ lock, freeze }) => lock ?? freeze).length;
  const repositories = new Set(views.map(({ repository }) => repository.name)).size;
  const summary = `${count(views.length, 'environment')} in ${count(repositories, 'repository', 'repositories')}${stuck > 0 ? `, ${stuck} locked or frozen` : ''}.`;
  const rows = views.map((view) => [
    placeCell(view),
    runningCell(view),
    view.running ? [at(timeOf(view.running), now)] : ['–'],
    view.running ? [deployer(view.running, logins)] : ['–'],
    stateCell(view, now),
    [behindWords(view, behind(view))],
  ]);
  const blocks: Block[] = [
    lines([summary]),
    table(['Environment', 'Runs there', 'Since', 'By', 'State', 'Behind'], rows),
    context([
      ...['Type ', code('/deploy production'), ' to see what would change, and to deploy it.'],
    ]),
    ...pager(page),
  ];
  return message([summary], blocks);
}

/** Nothing is deployed as far as GitHub says. */
export function noEnvironments(): Message {
  const line = 'I know no environments of any repository.';
  const hint =
    'They appear when GitHub tells of them or of a deployment, or when baton.yml names them under deploys.';
  return message([line], [lines([line]), context([hint])]);
}

function placeCell({ repository, environment }: EnvironmentView): Inline[] {
  const url = `${repository.url}/deployments/${encodeURIComponent(environment.name)}`;
  return [`${repository.name} · `, link(url, named(environment.name))];
}

function runningCell({ running, repository }: EnvironmentView): Inline[] {
  return running ? commitOf(running, repository) : ['nothing yet'];
}

function stateCell(view: EnvironmentView, now: number): Inline[] {
  const { lock, freeze } = view;
  return joined(
    [
      deployWords(view),
      lock && [emoji('lock'), ' ', ...lockedWords(lock, now)],
      freeze ? [emoji('snowflake'), ' ', ...frozenWords(freeze, now)] : undefined,
    ],
    '; ',
  );
}

function deployWords({ open, newest, running }: EnvironmentView): Inline[] {
  const waiting = open ? open.state === 'waiting' && open : newest?.state === 'waiting' && newest;
  if (waiting) return [emoji('raised_hand'), ` ${shortSha(waiting.sha)} waits for approval`];
  const going = open ?? (newest && newest.result === null && isNew(newest) ? newest : undefined);
  if (going) return [emoji('large_yellow_circle'), ` deploying ${shortSha(going.sha)}`];
  if (newest?.result === 'failure') {
    const words = `the last deploy (${shortSha(newest.sha)}) failed`;
    return [emoji('red_circle'), ' ', newest.url ? link(newest.url, words) : words];
  }
  return running ? [emoji('large_green_circle'), ' live'] : [emoji('white_circle'), ' empty'];
}

const isNew = ({ state }: { state: string | null }): boolean =>
  state !== null && state !== 'inactive';

function behindWords({ running }: EnvironmentView, behind: number | null): Inline {
  if (!running || behind === null) return '–';
  return behind === 0 ? 'up to date' : count(behind, 'commit');
}
