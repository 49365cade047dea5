import { actions, type Block, button, context, type Element, lines } from '../../core/blocks.ts';
import type { Deploy } from '../../core/deploys.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, emoji, type Inline, joined, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message, replyAbout } from '../../core/message.ts';
import { cut, shortSha } from '../../core/text.ts';
import type { DeployView } from '../view.ts';
import { changeBlocks, checks } from './changes.ts';
import { people } from './mistakes.ts';
import {
  commitOf,
  frozenWords,
  type Logins,
  lockedWords,
  named,
  personOf,
  placeOf,
} from './words.ts';

export type DeployOptions = { now: number; logins: Logins };

/** The one message of a deploy: how it stands, what it brings, and what can be done. */
export function deployMessage(view: DeployView, options: DeployOptions): Message {
  const { deploy } = view;
  const waiting = deploy.state === 'waiting';
  const title = titleOf(view, options);
  const blocks: Block[] = [
    lines(title, story(view, options), ...decision(deploy, options)),
    ...(isShort(deploy) ? [] : changeBlocks(deploy.changes, view, deploy.kind === 'rollback')),
    ...(waiting
      ? [lines(...checks({ ...view, incidents: [] }, options), ...blocked(view, options))]
      : []),
    ...(deploy.error ? [context([cut(deploy.error, 500)])] : []),
    ...buttons(deploy),
  ];
  return message(title, blocks);
}

/** What has ended well is told in two lines; who wants more opens its run. */
const isShort = ({ state }: Deploy): boolean => state === 'succeeded' || state === 'refused';

const signs: Record<Deploy['state'], string> = {
  asked: 'hourglass_flowing_sand',
  started: 'large_yellow_circle',
  waiting: 'raised_hand',
  succeeded: 'large_green_circle',
  failed: 'red_circle',
  cancelled: 'white_circle',
  rejected: 'no_entry',
  refused: 'no_entry',
  unclear: 'grey_question',
};

function titleOf({ deploy, repository }: DeployView, { logins }: DeployOptions): Inline[] {
  const where = bold(named(deploy.environment));
  const commit = commitOf(deploy, repository);
  const sign = emoji(signs[deploy.state]);
  return [sign, ' ', bold(repository.name), ' · ', ...phrase(deploy, { where, commit, logins })];
}

type Parts = { where: Inline; commit: Inline[]; logins: Logins };

function phrase(deploy: Deploy, { where, commit, logins }: Parts): Inline[] {
  const back = deploy.kind === 'rollback';
  const doing: Inline[] = back
    ? ['rolling ', where, ' back to ', ...commit]
    : ['deploying ', ...commit, ' to ', where];
  switch (deploy.state) {
    case 'asked':
      return [...doing, ': asking GitHub …'];
    case 'started':
      return doing;
    case 'waiting':
      return [...commit, ' waits for approval to go to ', where];
    case 'succeeded':
      return back ? [where, ' is back at ', ...commit] : [...commit, ' runs on ', where];
    case 'failed':
      return [...doing, ' failed'];
    case 'cancelled':
      return [...doing, ' was cancelled'];
    case 'rejected':
      return [...commit, ' was kept from ', where, ' by ', decider(deploy, logins)];
    case 'refused':
      return [...doing, ' did not begin'];
    case 'unclear':
      return [...doing, ': GitHub did not say whether it has begun'];
  }
}

function decider({ decidedBy, decidedLogin }: Deploy, logins: Logins): Inline {
  return decidedBy === null ? personOf(decidedLogin, logins) : mention(decidedBy);
}

function starter({ startedBy, startedLogin }: Deploy, logins: Logins): Inline {
  return startedBy === null ? personOf(startedLogin, logins) : mention(startedBy);
}

/** Who started it when, what it replaces, and how long it took. */
function story({ deploy }: DeployView, { now, logins }: DeployOptions): Inline[] {
  const { askedAt, endedAt, fromSha, state } = deploy;
  const took = endedAt === null || state === 'refused' ? null : Math.max(0, endedAt - askedAt);
  return joined(
    [
      ['Started by ', starter(deploy, logins), ' at ', at(askedAt, now)],
      fromSha && fromSha !== deploy.sha ? [`replaces ${shortSha(fromSha)}`] : undefined,
      took !== null && took >= 1000 ? [`took ${formatDuration(took)}`] : undefined,
    ],
    ' · ',
  );
}

function decision(deploy: Deploy, { now, logins }: DeployOptions): Inline[][] {
  const { decidedAt, comment, state } = deploy;
  if (decidedAt === null) return [];
  const said = comment ? `: “${cut(comment, 300)}”` : '';
  if (state === 'rejected') return said === '' ? [] : [[`They said${said}`]];
  return [['Approved by ', decider(deploy, logins), ' at ', at(decidedAt, now), said]];
}

function blocked({ lock, freeze }: DeployView, { now }: DeployOptions): Inline[][] {
  return [
    ...(lock ? [[emoji('lock'), ' ', ...lockedWords(lock, now)]] : []),
    ...(freeze ? [[emoji('snowflake'), ' ', ...frozenWords(freeze, now)]] : []),
  ];
}

function buttons(deploy: Deploy): Block[] {
  const value = String(deploy.id);
  const { state, runUrl } = deploy;
  const offered: (Element | false | null)[] = [
    state === 'waiting' &&
      button({ id: 'deploy.approve', text: 'Approve', value, style: 'primary' }),
    state === 'waiting' && button({ id: 'deploy.reject', text: 'Reject', value, style: 'danger' }),
    state === 'failed' &&
      button({ id: 'deploy.rollback', text: 'Roll back …', value, style: 'danger' }),
    runUrl !== null && button({ id: 'deploy.view', text: 'View run', url: runUrl }),
  ];
  const elements = offered.filter((one) => one !== false && one !== null);
  return elements.length === 0 ? [] : [actions(`deploy:${deploy.id}`, ...elements)];
}

/** What its thread is told, so that those hear of it who wait; undefined where there is nothing to say. */
export function deployNote(
  { deploy }: DeployView,
  state: string,
  { logins, approvers }: { logins: Logins; approvers: readonly string[] },
): Message | undefined {
  const line = noteLine(deploy, state, { logins, approvers });
  return line && replyAbout(placeOf(deploy), message(line, [lines(line)]));
}

/** What GitHub said, where it said something. */
const why = ({ error }: Deploy): string => (error ? ` ${cut(error, 300)}` : '');

function noteLine(
  deploy: Deploy,
  state: string,
  { logins, approvers }: { logins: Logins; approvers: readonly string[] },
): Inline[] | undefined {
  const who = starter(deploy, logins);
  const where = named(deploy.environment);
  switch (state) {
    case 'waiting': {
      const asked = approvers.filter((id) => id !== deploy.startedBy);
      return asked.length === 0
        ? [emoji('raised_hand'), ' It waits for somebody to approve it.']
        : [emoji('raised_hand'), ' It waits for approval by ', ...people(asked), '.'];
    }
    case 'succeeded':
      return [emoji('large_green_circle'), ' ', who, `, it runs on ${where}.`];
    case 'failed':
      return [
        emoji('red_circle'),
        ' ',
        who,
        `, it failed. Roll ${where} back, or look at its run.`,
      ];
    case 'cancelled':
      return [emoji('white_circle'), ' ', who, ', it was cancelled.'];
    case 'rejected':
      return [emoji('no_entry'), ' ', who, ', ', decider(deploy, logins), ' rejected it.'];
    case 'moved':
      return [
        ...[
          emoji('warning'),
          ' ',
          who,
          `, ${named(deploy.ref)} moved while it began: GitHub runs `,
        ],
        `${shortSha(deploy.sha)}, which is not what you looked at. Cancel its run if it must not go there.`,
      ];
    case 'refused':
      return [emoji('no_entry'), ' ', who, ', it did not begin.', why(deploy)];
    case 'unclear':
      return [
        ...[emoji('grey_question'), ' ', who, ', GitHub did not say whether it has begun.'],
        ' The message above says so once it is known.',
      ];
    default:
      return undefined;
  }
}
