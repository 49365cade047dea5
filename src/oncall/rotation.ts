import type { CalendarEntry, Override } from '../core/oncall.ts';
import type { Layer, Team } from '../core/settings.ts';
import { spansSince } from '../core/working-hours.ts';
import { turns } from './turns.ts';

/** One layer of a team's rotation with all that decides who is on call in it. */
export type Rota = Pick<
  Layer,
  'layer' | 'people' | 'every' | 'handover' | 'since' | 'hours' | 'ackWithin'
> & {
  team: string;
  zone: string;
  /** What a calendar says in place of people; null where none does. */
  entries: readonly CalendarEntry[] | null;
};

/** A stretch of time in which one person is on call in one layer. */
export type Shift = {
  team: string;
  layer: string;
  person: string;
  from: number;
  until: number;
  /** The override that made it; null where the rotation or calendar did. */
  override: number | null;
};

export type Window = { from: number; until: number };
type Piece = Pick<Shift, 'person' | 'from' | 'until' | 'override'>;

/** The layers of a team, each with what its calendar says, by the layer's name. */
export function rotasOf(
  team: Pick<Team, 'id' | 'timezone' | 'onCall'>,
  entries: ReadonlyMap<string, readonly CalendarEntry[]>,
): Rota[] {
  return team.onCall.map(({ calendar, ...layer }) => ({
    ...layer,
    team: team.id,
    zone: team.timezone,
    entries: calendar === null ? null : (entries.get(layer.layer) ?? []),
  }));
}

/**
 * Who is on call in a layer during a window, in order: the shifts that lie in it or reach into it,
 * whole. No two are at one time. An override counts also outside of the layer's hours: somebody said so.
 *
 * @param overrides of any team and layer; of two at one time the later made counts
 */
export function shiftsOf(rota: Rota, overrides: readonly Override[], window: Window): Shift[] {
  const { team, layer } = rota;
  const mine = overrides
    .filter((each) => each.team === team && each.layer === layer && meets(each, window))
    .sort((a, b) => a.createdAt - b.createdAt || a.id - b.id);
  let pieces = plannedPieces(rota, window);
  for (const { id, person, from, until } of mine) {
    pieces = [
      ...pieces.flatMap((piece) => without(piece, { from, until })),
      { person, from, until, override: id },
    ];
  }
  return pieces
    .filter((piece) => meets(piece, window))
    .sort((a, b) => a.from - b.from)
    .map((piece) => ({ team, layer, ...piece }));
}

/** The shift that is on in a layer at an instant; undefined where nobody is on call in it. */
export function shiftAt(rota: Rota, overrides: readonly Override[], at: number): Shift | undefined {
  return shiftsOf(rota, overrides, { from: at, until: at + 1 })[0];
}

/** Who would be on call without overrides. */
function plannedPieces(rota: Rota, window: Window): Piece[] {
  if (rota.entries) return calendarPieces(rota.entries, window);
  const taken = turns(rota, window);
  const [first, last] = [taken[0], taken.at(-1)];
  if (rota.hours.length === 0 || !first || !last)
    return taken.map((turn) => ({ ...turn, override: null }));
  const open = openSpans(rota, { from: first.from, until: last.until });
  return taken.flatMap(({ person, ...turn }) =>
    open.flatMap((span) => {
      const [from, until] = [Math.max(turn.from, span.from), Math.min(turn.until, span.until)];
      return from < until ? [{ person, from, until, override: null }] : [];
    }),
  );
}

/** The spans in which a layer has anybody. */
function openSpans({ hours, zone }: Rota, window: Window): Window[] {
  const found: Window[] = [];
  const time = { workingHours: hours, timezone: zone, holidays: [] };
  for (const { from, to } of spansSince(window.from, time)) {
    if (from >= window.until) break;
    found.push({ from, until: to });
  }
  return found;
}

/** Of two entries at one time the one that began later counts: that is how calendars show a stand-in. */
function calendarPieces(entries: readonly CalendarEntry[], window: Window): Piece[] {
  let pieces: Piece[] = [];
  const sorted = entries
    .filter((entry) => meets(entry, window))
    .sort((a, b) => a.from - b.from || b.until - a.until);
  for (const entry of sorted) {
    pieces = [...pieces.flatMap((piece) => without(piece, entry)), { ...entry, override: null }];
  }
  return pieces;
}

/** What is left of a piece beside a span. */
function without(piece: Piece, { from, until }: Window): Piece[] {
  if (!meets(piece, { from, until })) return [piece];
  return [
    { ...piece, until: Math.min(piece.until, from) },
    { ...piece, from: Math.max(piece.from, until) },
  ].filter((rest) => rest.from < rest.until);
}

const meets = (one: Window, other: Window): boolean =>
  one.from < other.until && other.from < one.until;
