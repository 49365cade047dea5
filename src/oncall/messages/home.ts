import { lines } from '../../core/blocks.ts';
import type { HomePart } from '../../core/home.ts';
import { bold, emoji, type Inline } from '../../core/inline.ts';
import type { Team } from '../../core/settings.ts';
import { count } from '../../core/text.ts';
import { whereItIs } from '../../core/zone.ts';
import type { Shift } from '../rotation.ts';
import { spanWords } from './rota.ts';
import { dayAndTime } from './words.ts';

/**
 * A person's shifts on their Home tab, below how many calls wait for their answer; nothing for whoever
 * takes no turns and is not called.
 */
export function homeParts(
  shifts: readonly Shift[],
  { teams, calls, now }: { teams: readonly Team[]; calls: number; now: number },
): HomePart[] {
  if (shifts.length === 0 && calls === 0) return [];
  const rows = shifts.map((shift): Inline[] => {
    const team = teams.find(({ id }) => id === shift.team);
    const zone = team?.timezone ?? 'UTC';
    const what = ` ${team?.name ?? shift.team} (${shift.layer})`;
    if (shift.from > now) return [emoji('calendar'), what, `, ${spanWords(shift, zone)}`];
    const end =
      shift.until - now > far ? '' : `, until ${dayAndTime(shift.until, zone)}${whereItIs(zone)}`;
    return [emoji('pager'), bold(' On call now'), ` for${what}${end}`];
  });
  if (calls === 0) return [{ place: 'shifts', heading: 'My shifts', blocks: [lines(...rows)] }];
  const many = count(calls, 'call');
  const called: Inline[] = [
    ...[emoji('rotating_light'), ' ', bold(`${many} not answered yet`)],
    ': acknowledge in my messages to you, or below.',
  ];
  const blocks = [lines(called, ...rows)];
  return [{ place: 'shifts', heading: 'My calls and shifts', blocks, waits: many }];
}

/** A shift that ends later than this has no end that anybody looks for. */
const far = 40 * 86_400_000;
