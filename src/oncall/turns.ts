import type { Layer } from '../core/settings.ts';
import { instantOf, wallOf } from '../core/wall-clock.ts';

/** Whose turn it is, by the clock on the wall of the team's zone: a handover at nine is at nine all year. */

const minute = 60_000;
const day = 24 * 60 * minute;
/** Monday, 5 January 1970: where turns are counted from without a `since`. */
const firstMonday = 4 * day;

export type Turns = Pick<Layer, 'people' | 'every' | 'handover' | 'since'> & { zone: string };

export type Turn = { person: string; from: number; until: number };

/** The turns that lie in a window or reach into it, in order and without a gap; none where nobody takes any. */
export function turns(of: Turns, window: { from: number; until: number }): Turn[] {
  const found: Turn[] = [];
  const { people } = of;
  if (people.length === 0) return found;
  for (let n = numberAt(window.from, of); ; n += 1) {
    const [from, until] = [startOf(n, of), startOf(n + 1, of)];
    if (from >= window.until) return found;
    const person = people[((n % people.length) + people.length) % people.length];
    // An hour that is put forward may leave nothing of a turn.
    if (person !== undefined && from < until) found.push({ person, from, until });
  }
}

/** The number of the turn that an instant falls into; negative before the first handover. */
function numberAt(instant: number, of: Turns): number {
  let n = Math.floor((wallOf(instant, of.zone) - firstHandover(of)) / of.every);
  while (startOf(n, of) > instant) n -= 1;
  while (startOf(n + 1, of) <= instant) n += 1;
  return n;
}

const startOf = (n: number, of: Turns): number =>
  instantOf(firstHandover(of) + n * of.every, of.zone);

/** On the clock on the wall. */
function firstHandover({ since, handover }: Turns): number {
  const start = since === null ? firstMonday : Date.parse(`${since}T00:00:00Z`);
  const weekday = ((((start / day + 3) % 7) + 7) % 7) + 1;
  const ahead = handover.weekday === null ? 0 : (handover.weekday - weekday + 7) % 7;
  return start + ahead * day + handover.minute * minute;
}
