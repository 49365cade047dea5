import { actions, type Block, button, lines } from '../../core/blocks.ts';
import { handoffName } from '../../core/handoffs.ts';
import { bold, emoji, type Inline, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import type { Handover } from '../../core/oncall.ts';
import type { Team } from '../../core/settings.ts';
import { untilGreen } from '../../core/snooze.ts';
import { count, cut, firstLine } from '../../core/text.ts';
import type { Faces } from '../faces.ts';
import type { HandoverReport } from '../report.ts';
import { nameOf, pinged, said, sign } from './words.ts';

export type HandoverView = {
  handover: Handover;
  team: Team;
  report: HandoverReport;
  faces: Faces;
  /** Who is on call then after all, where the change was called off. */
  instead?: string | null | undefined;
};

const mostListed = 8;

/** The handover of a shift, in the team's channel. */
export function handoverMessage(
  { handover, team, report, faces, instead }: HandoverView,
  now: number,
): Message {
  const { leaving, coming } = handover;
  if (instead !== undefined) {
    const off = bold('There is no shift change');
    const stays =
      instead === null ? 'Nobody is on call then.' : `${nameOf(instead, faces)} is on call then.`;
    return said(
      [
        ...sign('handshake'),
        off,
        ' at ',
        at(handover.at, now),
        ` · ${team.name} (${handover.layer})`,
      ],
      [stays],
    );
  }
  const who: Inline[] = [
    ...(leaving === null ? [] : [pinged(leaving, faces), ' hands over to ']),
    pinged(coming, faces),
  ];
  const title: Inline[] = [
    ...sign('handshake'),
    bold('Shift change'),
    ' at ',
    at(handover.at, now),
    ` · ${team.name} (${handover.layer})`,
  ];
  return message(
    [...title, `: ${nameOf(coming, faces)} comes on call`],
    [lines(title, who), ...reportBlocks(report, now), ...foot(handover, now)],
  );
}

/** The same, privately to whoever comes on call or leaves. */
export function handoverPrivately(view: HandoverView, person: string, now: number): Message {
  const { handover, team, report, faces, instead } = view;
  const { leaving, coming, layer } = handover;
  const comes = coming === person;
  if (instead !== undefined && instead === person) {
    const line = bold(`You stay on call for ${team.name} (${layer})`);
    return said([...sign('pager'), line, ': there is no change at ', at(handover.at, now), '.']);
  }
  if (instead !== undefined || (!comes && leaving !== person)) {
    const other = instead === undefined ? coming : instead;
    const whoIs = other === null ? ' Nobody is, from ' : ` ${nameOf(other, faces)} is, from `;
    const end: Inline[] = [whoIs, at(handover.at, now), '.'];
    const line = bold(`You are not on call for ${team.name} (${layer}) after all.`);
    return said([...sign('wave'), line, ...end]);
  }
  const from = leaving === null ? '' : `, taking over from ${nameOf(leaving, faces)}`;
  const title: Inline[] = comes
    ? [
        ...sign('handshake'),
        bold(`You are on call for ${team.name}`),
        ` (${layer}) from `,
        at(handover.at, now),
        `${from}.`,
      ]
    : [
        ...sign('wave'),
        bold(`Your shift for ${team.name} (${layer}) ends`),
        ' at ',
        at(handover.at, now),
        `. ${nameOf(coming, faces)} takes over.`,
      ];
  const end = comes ? foot(handover, now) : accepted(handover, now);
  return message(title, [lines(title), ...reportBlocks(report, now), ...end]);
}

/** Reminds whoever is on call by now and did not accept. */
export function handoverReminder(
  { handover, team }: Pick<HandoverView, 'handover' | 'team'>,
  now: number,
): Message {
  if (handover.acceptedBy !== null)
    return said([...sign('white_check_mark'), `You are on call for ${team.name}.`]);
  const line: Inline[] = [
    ...sign('bell'),
    bold(`Your shift for ${team.name} has begun`),
    ', and nobody has accepted it yet: press Accept if you are there.',
  ];
  return message(line, [lines(line), ...foot(handover, now)]);
}

function foot(handover: Handover, now: number): Block[] {
  if (handover.acceptedBy !== null) return accepted(handover, now);
  const value = String(handover.id);
  const accept = button({ id: 'handover.accept', text: 'Accept', value, style: 'primary' });
  return [actions(`handover:${value}`, accept)];
}

function accepted({ acceptedBy, acceptedAt }: Handover, now: number): Block[] {
  if (acceptedBy === null || acceptedAt === null) return [];
  return [
    lines([
      ...sign('white_check_mark'),
      mention(acceptedBy),
      ' accepted it at ',
      at(acceptedAt, now),
      '.',
    ]),
  ];
}

/** What is open, most urgent first; nothing is said of what is not. */
function reportBlocks(report: HandoverReport, now: number): Block[] {
  const parts = [
    part(
      'Red now',
      report.open.map((incident) => openLine(incident, now)),
    ),
    part(
      'Called by hand',
      report.pages.map(({ title, acknowledgedBy }) => [
        `${cut(firstLine(title ?? ''), 100)}`,
        ...holder(acknowledgedBy),
      ]),
    ),
    part(
      'Flaked',
      report.flaked.map(({ stream, times }) => [
        `${nameOfStream(stream)}, ${count(times, 'time')}`,
      ]),
    ),
    part(
      'Handoffs',
      report.handoffs.map(({ id, what, state, current }) => [
        `${handoffName(id)} ${cut(firstLine(what), 80)} (${state}`,
        ...(current.holder === null ? [] : [' by ', mention(current.holder)]),
        ')',
      ]),
    ),
    part(
      'Deploying',
      report.deploys.map(({ repository, environment, createdAt }) => [
        `${repository} to ${environment} since `,
        at(createdAt, now),
      ]),
    ),
  ].flat();
  const calls =
    report.calls === 0
      ? 'Nobody was called in this shift.'
      : `${count(report.calls, 'call')} in this shift.`;
  if (parts.length === 0) return [lines(['Nothing is open: a quiet handover. ', calls])];
  return [...parts, lines([calls])];
}

function part(title: string, rows: readonly Inline[][]): Block[] {
  if (rows.length === 0) return [];
  const rest = rows.length - mostListed;
  return [
    lines(
      [bold(`${title} (${rows.length})`)],
      ...rows.slice(0, mostListed).map((row) => ['• ', ...row]),
      ...(rest > 0 ? [[`and ${rest} more`]] : []),
    ),
  ];
}

const nameOfStream = ({
  repository,
  workflow,
  branch,
}: HandoverReport['open'][number]['stream']): string =>
  cut(`${repository} · ${firstLine(workflow)} on ${firstLine(branch)}`, 140);

function openLine(incident: HandoverReport['open'][number], now: number): Inline[] {
  const { stream, redSince, acknowledgedBy, snoozedUntil } = incident;
  const asleep = snoozedUntil !== null && snoozedUntil > now;
  const snooze: Inline[] =
    snoozedUntil !== null && snoozedUntil >= untilGreen
      ? [' until it is green']
      : [' until ', at(snoozedUntil ?? now, now)];
  return [
    nameOfStream(stream),
    ' since ',
    at(redSince, now),
    ...holder(acknowledgedBy),
    ...(asleep ? [', ', emoji('zzz'), ' snoozed', ...snooze] : []),
  ];
}

const holder = (slack: string | null): Inline[] =>
  slack === null ? [', nobody has it'] : [', ', mention(slack), ' has it'];
