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
import { bold, emoji, type Inline, joined, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import type { Job, Run } from '../../core/records.ts';
import { rerunButton } from '../../core/run-buttons.ts';
import { snoozeChoices } from '../../core/snooze.ts';
import { count, shortSha } from '../../core/text.ts';
import type { IncidentView } from '../view.ts';
import {
  type Authors,
  categoryWord,
  excerpt,
  failedLine,
  flakyLine,
  mendedLine,
  suspectsLine,
  verdictLine,
} from './cause.ts';
import { howButton } from './mended.ts';
import { outageMessage } from './outage.ts';
import { stateBlock } from './state.ts';
import { commitLine, outcomeWord, present, short } from './words.ts';

/** The one message of an incident, as it stands now. */
export function incidentMessage(view: IncidentView, authors: Authors, now: number): Message {
  if (view.members.length > 0) return outageMessage(view, now);
  if (view.incident.state !== 'resolved') return redMessage(view, authors, now);
  return view.incident.resolution === 'closed'
    ? closedMessage(view, now)
    : greenMessage(view, authors, now);
}

function redMessage(view: IncidentView, authors: Authors, now: number): Message {
  const title = headline(view, 'red_circle', ' is failing on ');
  const { finding, incident } = view;
  const blocks: (Block | undefined)[] = [
    lines(title, ...failedLines(view)),
    ...(finding ? excerpt(finding.cause, 8) : []),
    lines(...storyLines(view, authors, now), ...(view.also ?? [])),
    stateBlock(incident, now, view.act),
    actions(`incident:${incident.id}`, ...buttons(view)),
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
      howButton(view.incident),
    ),
  ];
  return message(title, present(blocks));
}

function closedMessage(view: IncidentView, now: number): Message {
  const title = headline(view, 'white_circle', ' is closed, still red on ');
  const { redSince, id } = view.incident;
  return message(title, [
    lines(title, ['Nobody waits for it to be green. A new red run is announced like any other.']),
    context(joined([['Red since ', at(redSince, now)], redRuns(view)], ' · ')),
    actions(`incident:${id}`, viewRun(view.lastRed)),
  ]);
}

function headline(view: IncidentView, sign: string, says: string): Inline[] {
  const { stream } = view;
  return [
    emoji(sign),
    ' ',
    link(view.repository.url, stream.repository, 'bold'),
    ' · ',
    bold(short(stream.workflow)),
    says,
    bold(short(stream.branch)),
  ];
}

function failedLines({ failed, finding, lastRed, redAttempt }: IncidentView): Inline[][] {
  if (failed.length === 0) return [[`The run ${outcomeWord(redAttempt ?? lastRed)}.`]];
  const first = failed.find((job) => job.id === finding?.jobId);
  const told = finding && first ? finding.alike.map((variant) => inMatrix(first, variant)) : [];
  const others = failed.filter((job) => job !== first && !told.includes(job.name));
  const shown = [...(first ? [first] : []), ...others].slice(0, 3);
  const rest = others.length + (first ? 1 : 0) - shown.length;
  const listed = shown.map((job) => failedLine(job, finding));
  return rest > 0 ? [...listed, [`and ${count(rest, 'more job')}`]] : listed;
}

/** The name of another job of its matrix: two matrices may have the same variants. */
const inMatrix = ({ name }: Job, variant: string): string =>
  name.replace(/\([^()]*\)$/, () => `(${variant})`);

/** What kind of failure, since when, and what it points at. */
function storyLines(view: IncidentView, authors: Authors, now: number): Inline[][] {
  const { finding, repository } = view;
  const { url } = repository;
  if (!finding) return [sinceLine(view, now), ...firstRedLine(view, authors)];
  // Without a green run before it there is nothing that it came after.
  const after = view.lastGreen !== undefined || finding.suspects.some(({ reason }) => reason);
  const suspects =
    finding.flaky === null && after ? suspectsLine(finding.suspects, { url, authors }) : [];
  return [
    [...verdictLine(finding, { now, url }), ' ', ...sinceLine(view, now)],
    ...flakyLine(finding),
    ...mendedLine(finding),
    ...(suspects.length > 0 || finding.flaky ? suspects : firstRedLine(view, authors)),
  ];
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

function firstRedLine({ suspect, repository }: IncidentView, authors: Authors): Inline[][] {
  if (!suspect) return [];
  const slackId = authors.get(suspect.sha);
  return [['First red at ', ...commitLine(suspect, { url: repository.url, slackId })]];
}

function buttons(view: IncidentView): Element[] {
  const value = String(view.incident.id);
  const acknowledge = button({
    id: 'incident.acknowledge',
    text: 'Acknowledge',
    value,
    style: 'primary',
  });
  return [
    ...(view.incident.state === 'triggered' ? [acknowledge] : []),
    ...(view.lastRed.progress === 'completed' ? [rerunButton(view.lastRed)] : []),
    menu('incident.snooze', 'Snooze', snoozeChoices(value)),
    button({ id: 'incident.hand-off', text: 'Hand off', value }),
    viewRun(view.lastRed),
  ];
}

const viewRun = (run: Run): Element =>
  button({ id: 'incident.view-run', text: 'View run', url: run.url });

/** How it became green: by what, and how long it took. */
export function greenLine(view: IncidentView, authors: Authors): Inline[] {
  const { incident, fix, finding } = view;
  const length = formatDuration(
    Math.max(0, (incident.resolvedAt ?? incident.redSince) - incident.redSince),
  );
  if (incident.resolution === 'flaky') {
    const surroundings = finding && aboutSurroundings.has(finding.cause.category);
    const why = surroundings
      ? `it was ${categoryWord(finding.cause.category).toLowerCase()}`
      : 'flaky';
    const how = incident.resolvedByRun === incident.lastRedRun ? 'on rerun' : 'in a later run';
    return [`Passed ${how} after ${length}, same commit: ${why}.`];
  }
  if (!fix) return [`Fixed after ${length}.`];
  const commit = commitLine(fix, { url: view.repository.url, slackId: authors.get(fix.sha) });
  return [`Fixed after ${length} by `, ...commit, '.'];
}

/** Failures that say nothing about the code. */
const aboutSurroundings: ReadonlySet<string> = new Set(['network', 'runner', 'disk']);
