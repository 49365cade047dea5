import { lines } from '../../core/blocks.ts';
import type { HomePart } from '../../core/home.ts';
import { bold, emoji, type Inline } from '../../core/inline.ts';
import type { Team } from '../../core/settings.ts';
import { whereItIs } from '../../core/zone.ts';
import type { Shift } from '../rotation.ts';
import { spanWords } from './rota.ts';
import { dayAndTime } from './words.ts';

/** A person's shifts on their Home tab; nothing for whoever takes no turns. */
export function homeParts(
  shifts: readonly Shift[],
  { teams, now }: { teams: readonly Team[]; now: number },
): HomePart[] {
  if (shifts.length === 0) return [];
  const rows = shifts.map((shift): Inline[] => {
    const team = teams.find(({ id }) => id === shift.team);
    const zone = team?.timezone ?? 'UTC';
    const what = ` ${team?.name ?? shift.team} (${shift.layer})`;
    if (shift.from > now) return [emoji('calendar'), what, `, ${spanWords(shift, zone)}`];
    const end =
      shift.until - now > far ? '' : `, until ${dayAndTime(shift.until, zone)}${whereItIs(zone)}`;
    return [emoji('pager'), bold(' On call now'), ` for${what}${end}`];
  });
  return [{ place: 'shifts', heading: 'My shifts', blocks: [lines(...rows)] }];
}

/** A shift that ends later than this has no end that anybody looks for. */
const far = 40 * 86_400_000;
