import { type Block, button, context, lines, section, table } from '../../core/blocks.ts';
import { bold, code, emoji, type Inline } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import type { Override } from '../../core/oncall.ts';
import type { Team } from '../../core/settings.ts';
import { count } from '../../core/text.ts';
import { whereItIs } from '../../core/zone.ts';
import type { Change } from '../duty.ts';
import type { Faces } from '../faces.ts';
import type { Shift } from '../rotation.ts';
import { dayAndTime, nameOf } from './words.ts';

/** Who is on call in one layer, and what comes next. */
export type LayerView = { layer: string; now: Shift | undefined; next: Change | undefined };
export type TeamView = { team: Team; layers: LayerView[]; broken: string[] };

/** The answer to `/oncall`: now and next, every team. */
export function nowAndNext(views: readonly TeamView[], faces: Faces): Message {
  if (views.length === 0) {
    const line = ['Nobody is on call: no team in baton.yml has a rotation.'];
    return message(line, [
      lines(line),
      context(['Add ', code('on_call'), ' to a team; baton.example.yml shows how.']),
    ]);
  }
  const summary = views.map(({ team, layers }) => {
    const first = layers.find(({ now }) => now !== undefined)?.now;
    return `${team.name}: ${first ? nameOf(first.person, faces) : 'nobody'}`;
  });
  return message(
    [`On call now. ${summary.join(', ')}.`],
    [
      ...views.map((view) => teamBlock(view, faces)),
      context([timesOf(views.map(({ team }) => team))]),
    ],
  );
}

function timesOf(teams: readonly Team[]): string {
  const zones = [...new Set(teams.map(({ timezone }) => timezone))];
  const [only = 'UTC'] = zones;
  return zones.length < 2 ? `Times in ${only}.` : `Times are each team’s own: ${zones.join(', ')}.`;
}

function teamBlock({ team, layers, broken }: TeamView, faces: Faces): Block {
  return lines(
    [bold(team.name)],
    ...layers.map((view) => layerLine(view, team, faces)),
    ...broken.map((layer): Inline[] => [
      emoji('warning'),
      ` The calendar of ${layer} cannot be read; this is what it last said.`,
    ]),
  );
}

function layerLine({ layer, now, next }: LayerView, { timezone }: Team, faces: Faces): Inline[] {
  const stands = now?.override == null ? '' : ' (override)';
  const who: Inline[] = now ? [bold(nameOf(now.person, faces)), stands] : ['nobody'];
  return [
    `${layer}: `,
    ...who,
    ...nextWords(next, { timezone, faces, somebody: now !== undefined }),
  ];
}

function nextWords(
  next: Change | undefined,
  { timezone, faces, somebody }: { timezone: string; faces: Faces; somebody: boolean },
): Inline[] {
  if (!next) return [];
  const when = dayAndTime(next.at, timezone);
  if (!next.coming) return [` until ${when}, then nobody`];
  const who = nameOf(next.coming.person, faces);
  return [somebody ? ` until ${when}, then ${who}` : `, ${who} from ${when}`];
}

/** The answer to `/oncall rota`. */
export function rotaTable(
  team: Team,
  shifts: readonly Shift[],
  { weeks, faces, now }: { weeks: number; faces: Faces; now: number },
): Message {
  const title = `${team.name}, the next ${weeks === 1 ? 'week' : `${weeks} weeks`}`;
  if (shifts.length === 0) return message([title], [lines([bold(title)], ['Nobody is on call.'])]);
  const layers = new Set(shifts.map(({ layer }) => layer));
  const rows = shifts
    .slice(0, mostRows)
    .map(({ from, until, layer, person, override }) => [
      [`${from <= now ? 'now, since ' : ''}${dayAndTime(from, team.timezone)}`],
      [dayAndTime(until, team.timezone)],
      ...(layers.size > 1 ? [[layer]] : []),
      [nameOf(person, faces), override === null ? '' : ` (override ${override})`],
    ]);
  const rest = shifts.length - rows.length;
  return message(
    [`${title}: ${count(shifts.length, 'shift')}`],
    [
      lines([bold(title)]),
      table(['From', 'Until', ...(layers.size > 1 ? ['Layer'] : []), 'On call'], rows),
      context([
        `Times in ${team.timezone}.${rest > 0 ? ` ${count(rest, 'more shift')} not shown: ask for fewer weeks.` : ''}`,
      ]),
    ],
  );
}

const mostRows = 60;

/** The answer to `/oncall overrides`. */
export function overrideList(
  overrides: readonly Override[],
  { teams, faces }: { teams: readonly Team[]; faces: Faces },
): Message {
  if (overrides.length === 0) {
    const line = ['There are no overrides: everybody’s turn is as baton.yml says.'];
    return message(line, [lines(line)]);
  }
  const rows = overrides.map(({ id, team, layer, person, from, until }): Inline[][] => {
    const of = teams.find((each) => each.id === team);
    const zone = of?.timezone ?? 'UTC';
    return [
      [String(id)],
      [`${of?.name ?? team} · ${layer}`],
      [nameOf(person, faces)],
      [dayAndTime(from, zone)],
      [dayAndTime(until, zone)],
    ];
  });
  return message(
    [count(overrides.length, 'override')],
    [
      table(['Number', 'Team', 'Who', 'From', 'Until'], rows),
      context([
        `${timesOf(overrides.flatMap(({ team }) => teams.find(({ id }) => id === team) ?? []))} `,
        ...['Take one back by its number: ', code(`/oncall remove ${overrides[0]?.id}`), '.'],
      ]),
    ],
  );
}

/** The answer to `/oncall swap`: which of one's shifts to offer. */
export function myShiftsToOffer(
  shifts: readonly Shift[],
  { teams }: { teams: readonly Team[] },
): Message {
  const ask = ['Which shift would you like to give away? I ask the others of the team.'];
  return message(ask, [
    lines(ask),
    ...shifts.map((shift, index) => {
      const team = teams.find(({ id }) => id === shift.team);
      const zone = team?.timezone ?? 'UTC';
      const value = [shift.team, shift.layer, shift.from, shift.until].join('|');
      return section(
        [bold(team?.name ?? shift.team), ` · ${shift.layer} · ${spanWords(shift, zone)}`],
        button({ id: `shift.offer:${index}`, text: 'Offer it', value }),
      );
    }),
  ]);
}

/** `Mon 23 Nov 09:00 to Mon 30 Nov 09:00 in Berlin`, whoever reads it. */
export const spanWords = ({ from, until }: { from: number; until: number }, zone: string): string =>
  `${dayAndTime(from, zone)} to ${dayAndTime(until, zone)}${whereItIs(zone)}`;
