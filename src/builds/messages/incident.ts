import {
  actions,
  type Block,
  button,
  context,
  type Element,
  lines,
  menu,
} from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, code, emoji, type Inline, joined, link, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import type { Run } from '../../core/records.ts';
import { count, shortSha } from '../../core/text.ts';
import type { IncidentView } from '../view.ts';
import { commitLine, jobLine, outcomeWord } from './words.ts';

/** Slack ids of the authors, where they are known. */
export type Authors = { suspect?: string | undefined; fix?: string | undefined };

/** How long an incident can be snoozed; `green` lasts until it ends. */
export const snoozes = [
  { text: 'for 30 minutes', value: '30m' },
  { text: 'for 1 hour', value: '1h' },
  { text: 'for 4 hours', value: '4h' },
  { text: 'until tomorrow 9:00', value: 'tomorrow 9:00' },
  { text: 'until it is green', value: 'green' },
] as const;

/** Far enough away to mean "until it is green". */
export const untilGreen = 8_640_000_000_000_000;

/** The one message of an incident, as it stands now. */
export function incidentMessage(view: IncidentView, authors: Authors, now: number): Message {
  return view.incident.state === 'resolved'
    ? greenMessage(view, authors, now)
    : redMessage(view, authors, now);
}

function redMessage(view: IncidentView, authors: Authors, now: number): Message {
  const title = headline(view, 'red_circle', ' is failing on ');
  const blocks: (Block | undefined)[] = [
    lines(title, ...failedLines(view)),
    lines(sinceLine(view, now), ...suspectLines(view, authors)),
    stateBlock(view, now),
    actions(`incident:${view.incident.id}`, ...buttons(view)),
  ];
  const failed = view.failed[0]?.name;
  const summary: Inline[] = [...title, failed ? `: ${failed} failed` : ''];
  return message(summary, present(blocks));
}

function greenMessage(view: IncidentView, authors: Authors, now: number): Message {
  const title = headline(view, 'large_green_circle', ' is green again on ');
  const { greenRun } = view;
  const blocks: (Block | undefined)[] = [
    lines(title, greenLine(view, authors)),
    context(joined([[`Red since `, at(view.incident.redSince, now)], redRuns(view)], ' · ')),
    actions(
      `incident:${view.incident.id}`,
      ...(greenRun ? [viewRun(greenRun)] : []),
      button({ id: 'incident.first-failure', text: 'First failure', url: view.firstRed.url }),
    ),
  ];
  return message(title, present(blocks));
}

function headline(view: IncidentView, sign: string, says: string): Inline[] {
  const { stream } = view;
  return [
    emoji(sign),
    ' ',
    link(view.repository.url, stream.repository, 'bold'),
    ' · ',
    bold(stream.workflow),
    says,
    bold(stream.branch),
  ];
}

function failedLines(view: IncidentView): Inline[][] {
  if (view.failed.length === 0) return [[`The run ${outcomeWord(view.lastRed)}.`]];
  const shown = view.failed.slice(0, 3).map(jobLine);
  const rest = view.failed.length - shown.length;
  return rest > 0 ? [...shown, [`and ${count(rest, 'more job')}`]] : shown;
}

function sinceLine(view: IncidentView, now: number): Inline[] {
  const since: Inline[] = ['Red since ', at(view.incident.redSince, now)];
  const runs = redRuns(view);
  const green = view.lastGreen;
  return [
    ...since,
    ...(runs.length > 0 ? [', ', ...runs] : []),
    '. ',
    ...(green
      ? [
          'Last green ',
          link(`${view.repository.url}/commit/${green.sha}`, shortSha(green.sha)),
          '.',
        ]
      : ['No green run is known.']),
  ];
}

function redRuns(view: IncidentView): Inline[] {
  return view.incident.redRuns > 1 ? [count(view.incident.redRuns, 'red run')] : [];
}

function suspectLines(view: IncidentView, authors: Authors): Inline[][] {
  if (!view.suspect) return [];
  const commit = commitLine(view.suspect, { url: view.repository.url, slackId: authors.suspect });
  return [['First red at ', ...commit]];
}

function stateBlock({ incident }: IncidentView, now: number): Block | undefined {
  const parts: Inline[][] = [];
  if (incident.acknowledgedBy && incident.acknowledgedAt !== null) {
    parts.push([
      emoji('eyes'),
      ' ',
      mention(incident.acknowledgedBy),
      ' has it since ',
      at(incident.acknowledgedAt, now),
    ]);
  }
  if (incident.snoozedUntil !== null && incident.snoozedUntil > now) {
    parts.push([emoji('zzz'), ' snoozed ', ...snoozeEnd(incident.snoozedUntil, now)]);
  }
  return parts.length === 0 ? undefined : context(...parts);
}

function snoozeEnd(until: number, now: number): Inline[] {
  return until >= untilGreen ? ['until it is green'] : ['until ', at(until, now)];
}

function buttons(view: IncidentView): Element[] {
  const value = String(view.incident.id);
  const acknowledge = button({
    id: 'incident.acknowledge',
    text: 'Acknowledge',
    value,
    style: 'primary',
  });
  const choices = snoozes.map(({ text, value: length }) => ({ text, value: `${value} ${length}` }));
  return [
    ...(view.incident.state === 'triggered' ? [acknowledge] : []),
    menu('incident.snooze', 'Snooze', choices),
    viewRun(view.lastRed),
  ];
}

const viewRun = (run: Run): Element =>
  button({ id: 'incident.view-run', text: 'View run', url: run.url });

function greenLine(view: IncidentView, authors: Authors): Inline[] {
  const { incident, fix } = view;
  const length = formatDuration(
    Math.max(0, (incident.resolvedAt ?? incident.redSince) - incident.redSince),
  );
  if (incident.resolution === 'flaky') {
    return [`Passed on rerun after ${length}, same commit: flaky.`];
  }
  if (!fix) return [`Fixed after ${length}.`];
  const commit = commitLine(fix, { url: view.repository.url, slackId: authors.fix });
  return [`Fixed after ${length} by `, ...commit, '.'];
}

/** A reply in the incident's thread: only what a person there needs. */
export function incidentNote(
  view: IncidentView,
  what: string,
  authors: Authors,
): Message | undefined {
  const { incident } = view;
  if (what === 'green')
    return said([emoji('large_green_circle'), ' ', ...greenLine(view, authors)]);
  if (what === 'acknowledged' && incident.acknowledgedBy) {
    return said([emoji('eyes'), ' ', mention(incident.acknowledgedBy), ' has it.']);
  }
  if (what === 'snooze-over' && incident.state !== 'resolved') {
    return said([
      emoji('alarm_clock'),
      ' The snooze is over and ',
      code(view.stream.workflow),
      ' is still red.',
    ]);
  }
  return undefined;
}

const said = (line: Inline[]): Message => message(line, [lines(line)]);

function present(blocks: readonly (Block | undefined)[]): Block[] {
  return blocks.filter((block): block is Block => block !== undefined);
}
