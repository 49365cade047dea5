import { actions, button, context, lines } from '../core/blocks.ts';
import { formatDuration } from '../core/duration.ts';
import { isRed } from '../core/health.ts';
import type { HomePart } from '../core/home.ts';
import { bold, emoji, type Inline, link } from '../core/inline.ts';
import { at } from '../core/local-time.ts';
import { type Message, message, replyAbout } from '../core/message.ts';
import type { Run } from '../core/records.ts';
import { outcomeWord, runLink, short } from '../core/run-words.ts';
import type { Watch } from '../core/settings.ts';
import { count } from '../core/text.ts';
import type { LapseView, WatchStanding } from './view.ts';

/** The one message of a lapse, as it stands now. */
export function lapseMessage(view: LapseView, now: number): Message {
  return view.lapse.closedAt === null ? lateMessage(view, now) : overMessage(view, now);
}

function lateMessage(view: LapseView, now: number): Message {
  const { lapse, lastSuccess, after } = view;
  const since: Inline[] = lastSuccess
    ? ['has not succeeded since ', at(lastSuccess.updatedAt, now)]
    : ['has not succeeded'];
  const title = [...headline(view, 'alarm_clock'), ...since];
  const [newest] = after;
  const seen = newest ?? lastSuccess;
  return message(title, [
    lines(title, sinceThen(after, now), lastLine(lastSuccess, lapse.since, now)),
    context([mustSucceed(lapse.every)]),
    ...(seen ? [actions(`watch:${lapse.id}`, viewRun(seen))] : []),
  ]);
}

function overMessage(view: LapseView, now: number): Message {
  const { lapse, closedBy } = view;
  const title = headline(view, 'large_green_circle');
  if (!closedBy) {
    const line: Inline[] = [...title, 'is in time by what baton.yml says now'];
    return message(line, [lines(line), context([mustSucceed(lapse.every)])]);
  }
  const line: Inline[] = [...title, 'succeeded again'];
  return message(line, [
    lines(line, successLine(view, now)),
    context([mustSucceed(lapse.every)]),
    actions(`watch:${lapse.id}`, viewRun(closedBy)),
  ]);
}

/** The reply that tells those who follow the thread. */
export function lapseNote(view: LapseView, now: number): Message | null {
  if (!view.closedBy) return null;
  const { repository, workflow } = view.lapse;
  const line = [emoji('large_green_circle'), ' Succeeded again. ', ...successLine(view, now)];
  return replyAbout([`${repository} · ${short(workflow)}`], message(line, [lines(line)]));
}

function headline({ lapse, repository }: LapseView, sign: string): Inline[] {
  const name: Inline =
    repository.url === '' ? bold(lapse.repository) : link(repository.url, lapse.repository, 'bold');
  return [emoji(sign), ' ', name, ' · ', bold(short(lapse.workflow)), ' '];
}

const mustSucceed = (every: number): string =>
  `It must succeed at least every ${formatDuration(every)}.`;

function successLine({ lapse, closedBy }: LapseView, now: number): Inline[] {
  if (!closedBy) return [];
  const took = formatDuration(closedBy.updatedAt - lapse.since);
  const after =
    lapse.lastSuccessRun === null ? 'it was first waited for' : 'the success before that';
  return [runLink(closedBy), ' ', at(closedBy.updatedAt, now), `, ${took} after ${after}.`];
}

function lastLine(lastSuccess: Run | undefined, since: number, now: number): Inline[] {
  if (!lastSuccess)
    return ['I know of no success, and have waited for one since ', at(since, now), '.'];
  return ['Last success: ', runLink(lastSuccess), ' ', at(lastSuccess.updatedAt, now), '.'];
}

/** What happened since the last success: nothing, failures, a run that is under way. */
function sinceThen(after: readonly Run[], now: number): Inline[] {
  const [newest] = after;
  if (!newest)
    return ['It has not run since: is its schedule still there, and the workflow enabled?'];
  const red = after.filter(({ outcome }) => isRed(outcome)).length;
  const failed = red > 0 ? `${count(red, 'run')} failed since. ` : '';
  const word = outcomeWord(newest);
  return [failed, 'Newest: ', runLink(newest), ` ${word} `, at(newest.updatedAt, now), '.'];
}

const viewRun = (run: Run) => button({ id: 'watch.view', text: 'View run', url: run.url });

/** The lines about watches under `/ci`: those that are late. */
export function lateLines(standings: readonly WatchStanding[], now: number): Inline[][] {
  return standings
    .filter(({ lapse }) => lapse !== undefined)
    .map((standing) => [
      emoji('alarm_clock'),
      ' ',
      ...nameOf(standing.watch),
      ...lastSeen(standing, now),
    ]);
}

/** Watches on a person's Home tab; nothing where baton.yml has none. */
export function watchHome(standings: readonly WatchStanding[], now: number): HomePart[] {
  if (standings.length === 0) return [];
  const rows = standings
    .slice(0, 20)
    .map((standing): Inline[] => [
      emoji(
        standing.lapse
          ? 'alarm_clock'
          : standing.lastSuccess
            ? 'large_green_circle'
            : 'white_circle',
      ),
      ' ',
      ...nameOf(standing.watch),
      ...lastSeen(standing, now),
      ` · at least every ${formatDuration(standing.watch.every)}`,
    ]);
  return [{ place: 'watches', heading: 'Must succeed in time', blocks: [lines(...rows)] }];
}

const nameOf = ({ repository, workflow }: Watch): Inline[] => [
  bold(repository),
  ` · ${short(workflow)}`,
];

function lastSeen({ lastSuccess }: WatchStanding, now: number): Inline[] {
  if (!lastSuccess) return [': no success known'];
  return [
    ': last success ',
    link(lastSuccess.url, `#${lastSuccess.number}`),
    ' ',
    at(lastSuccess.updatedAt, now),
  ];
}
