import type { Layer, Weekday, WorkingHours } from '../core/settings.ts';

const week: readonly [name: string, day: Weekday][] = [
  ['monday', 1],
  ['tuesday', 2],
  ['wednesday', 3],
  ['thursday', 4],
  ['friday', 5],
  ['saturday', 6],
  ['sunday', 7],
];
const midnight = 24 * 60;

/** Reads `mon-fri 09:00-17:30`, or several such spans: `mon-thu 9:00-17:00, fri 9:00-15:00`. */
export function parseWorkingHours(text: string): WorkingHours[] | undefined {
  const span = / *([a-z]+(?: ?[-,] ?[a-z]+)*) +(\d+:\d+) ?- ?(\d+:\d+) *(?:,|$)/gy;
  const input = text.toLowerCase();
  const found: WorkingHours[] = [];
  while (span.lastIndex < input.length) {
    const [, names = '', start = '', end = ''] = span.exec(input) ?? [];
    const [days, from, to] = [parseDays(names), parseMinute(start), parseMinute(end)];
    if (!days || from === undefined || to === undefined) return undefined;
    if (from === midnight || from === to) return undefined;
    found.push({ days, from, to });
  }
  return found.length > 0 ? found : undefined;
}

/** Reads `mon 09:00`, or `09:00` for any day. */
export function parseHandover(text: string): Layer['handover'] | undefined {
  const [, name, time = ''] = /^(?:([a-z]+) +)?(\d+:\d+)$/.exec(text.trim().toLowerCase()) ?? [];
  const minute = parseMinute(time);
  const weekday = name === undefined ? null : parseDay(name);
  if (minute === undefined || minute === midnight || weekday === undefined) return undefined;
  return { weekday, minute };
}

/** `mon`, `mon-fri`, `mon, wed`, `fri-mon`: the days in the order of the week. */
function parseDays(text: string): Weekday[] | undefined {
  const days = new Set<Weekday>();
  for (const part of text.split(',')) {
    const [first = '', last = first] = part.split('-');
    const [from, to] = [parseDay(first.trim()), parseDay(last.trim())];
    if (from === undefined || to === undefined) return undefined;
    const length = (to - from + 7) % 7;
    for (const [, day] of week) if ((day - from + 7) % 7 <= length) days.add(day);
  }
  return [...days].sort((a, b) => a - b);
}

function parseDay(name: string): Weekday | undefined {
  return name.length < 3 ? undefined : week.find(([full]) => full.startsWith(name))?.[1];
}

/** Minutes since midnight; 24:00 is the end of the day. */
function parseMinute(text: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2}):([0-5]\d)$/.exec(text) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes <= midnight ? minutes : undefined;
}
