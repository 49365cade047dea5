import { formatDuration } from '../../core/duration.ts';
import type { Leg } from '../../core/handoffs.ts';
import { bold, type Inline, mention } from '../../core/inline.ts';
import { type HandoffView, nameIn } from '../view.ts';
import { address, quoted, teamName, whereThey } from './words.ts';

/** Who has it, what it waits for, and until when: one line or two, of the newest leg. */
export function stateLines(view: HandoffView, now: number): Inline[][] {
  const { handoff } = view;
  switch (handoff.state) {
    case 'offered':
      return [offered(view, now), ...question(view)];
    case 'accepted':
      return [accepted(view, now), ...question(view)];
    case 'declined':
    case 'returned':
      return [back(view)];
    case 'done':
      return done(view);
  }
}

function offered({ handoff, teams }: HandoffView, now: number): Inline[] {
  const { current } = handoff;
  const team = teamName(current.toTeam, teams);
  if (current.question !== null)
    return ['The time to accept stands still until there is an answer.'];
  const late = current.acceptBy < now ? ' That time is over.' : '';
  return [
    ...['Waits for ', bold(team), ' to accept it until '],
    `${inZoneOf(current, current.acceptBy, { teams, now })}.${late}`,
  ];
}

function accepted({ handoff, teams, names }: HandoffView, now: number): Inline[] {
  const { holder, finishBy } = handoff.current;
  const who: Inline[] = [bold(nameIn(names, holder)), ' has it'];
  if (finishBy === null) return [...who, '.'];
  const late = finishBy < now ? ' That time is over.' : '';
  return [...who, `, until ${inZoneOf(handoff.current, finishBy, { teams, now })}.${late}`];
}

function question({ handoff, names }: HandoffView): Inline[][] {
  const { question: asked, askedBy, sender } = handoff.current;
  if (asked === null) return [];
  return [[bold(nameIn(names, askedBy)), ` asks ${nameIn(names, sender)}: ${quoted(asked)}`]];
}

function back({ handoff, names, teams }: HandoffView): Inline[] {
  const { endedBy, ended, reason, sender, toTeam } = handoff.current;
  const by = endedBy === 'baton' ? teamName(toTeam, teams) : nameIn(names, endedBy);
  const why = reason ? `: ${quoted(reason)}.` : '.';
  const whose: Inline[] = [' It is with ', bold(nameIn(names, sender)), ' again.'];
  if (endedBy === 'baton') return [reason ?? '', ...whose];
  if (ended === 'declined') return [bold(by), ` declined it${why}`, ...whose];
  const verb = endedBy === sender ? 'took it back' : 'returned it';
  return [bold(by), ` ${verb}${why}`, ...whose];
}

function done({ handoff, names, events }: HandoffView): Inline[][] {
  const { closedAt, openedAt, outcome, evidence, current } = handoff;
  const length = formatDuration(Math.max(0, (closedAt ?? openedAt) - openedAt));
  // Of a leg that had come back it was its sender, or a receiver who did it after all.
  const who = events.findLast(({ deed }) => deed === 'done')?.who ?? current.endedBy;
  const by = who === 'baton' ? 'By itself' : `By ${nameIn(names, who)}`;
  return [
    [bold('Done'), ` after ${length}. ${by}${outcome ? `: ${quoted(outcome)}` : '.'}`],
    ...(evidence ? [['Evidence: ', address(evidence)]] : []),
  ];
}

/** A leg that went on: where to. */
export function passedLines(leg: Leg, next: Leg | undefined, view: HandoffView): Inline[][] {
  if (!next) return [];
  const { names, teams } = view;
  const by = nameIn(names, next.sender);
  const note = next.reason ? `: ${quoted(next.reason)}` : '.';
  const again = leg.ended === 'passed' ? 'passed it on' : 'handed it over again';
  const channel: Inline = /^[CG][A-Z0-9]+$/.test(next.channel)
    ? { kind: 'channel', id: next.channel }
    : next.channel;
  return [[bold(by), ` ${again} to `, bold(teamName(next.toTeam, teams)), ` in `, channel, note]];
}

/** For whom it is, as the message of a leg opens. */
export function whoLine(leg: Leg, view: HandoffView, ping: boolean): Inline[] {
  const { names, teams } = view;
  const from = leg.fromTeam === null ? '' : ` (${teamName(leg.fromTeam, teams)})`;
  const to: Inline[] = [bold(teamName(leg.toTeam, teams))];
  const { addressee } = leg;
  const meant = addressee && (ping ? mention(addressee) : nameIn(names, addressee));
  return [
    ...[`${nameIn(names, leg.sender)}${from} ${ping ? 'hands' : 'handed'} this to `, ...to],
    ...(meant ? [', for ', meant] : []),
    '.',
  ];
}

/** When the sender asked for it. */
export const dueLine = (leg: Leg, { teams }: HandoffView, now: number): Inline[][] =>
  leg.due === null ? [] : [[`Asked for by ${inZoneOf(leg, leg.due, { teams, now })}.`]];

function inZoneOf(
  { toTeam }: Leg,
  time: number,
  { teams, now }: Pick<HandoffView, 'teams'> & { now: number },
): string {
  const zone = teams.find(({ id }) => id === toTeam)?.timezone ?? 'UTC';
  return whereThey(time, zone, now);
}
