import { isCron, parseCron } from './cron.ts';

/** How people say when something comes again, and how it is said back to them. */

const week = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const groups: Readonly<Record<string, string>> = {
  daily: '*',
  'every day': '*',
  everyday: '*',
  weekdays: '1-5',
  'every weekday': '1-5',
  'working days': '1-5',
  weekends: '0,6',
};

/** Longer than any that names each minute, hour and day. */
const longest = 512;

/**
 * Reads `weekdays 9:00`, `mondays 8:30`, `mon, wed and fri at 17:00`, `daily 5pm`, or five fields of cron, and
 * answers the cron expression. Undefined for what is none of these.
 */
export function parseRecurring(text: string): string | undefined {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (words.length > longest) return undefined;
  if (isCron(words)) return words;
  const [, days = '', clock = ''] =
    /^(.*?),? ?(?:\bat )?(\d{1,2}(?::\d\d)? ?(?:am|pm)?|noon|midnight)$/.exec(words) ?? [];
  const [on, at] = [daysOf(days.trim()), timeOf(clock)];
  return on === undefined || !at ? undefined : `${at.minute} ${at.hour} * * ${on}`;
}

function daysOf(text: string): string | undefined {
  const group = Object.hasOwn(groups, text) ? groups[text] : undefined;
  if (group !== undefined) return group;
  const words = text.replace(/^every /, '');
  const [, from, to] = /^([a-z]+) ?(?:-|–|to) ?([a-z]+)$/.exec(words) ?? [];
  if (from !== undefined && to !== undefined) return span(dayOf(from), dayOf(to));
  const named = words.split(/,? and |, ?| /).map(dayOf);
  const days = named.filter((day) => day !== undefined);
  return days.length > 0 && days.length === named.length ? days.join(',') : undefined;
}

function span(from: number | undefined, to: number | undefined): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  const length = (to - from + 7) % 7;
  return Array.from({ length: length + 1 }, (_, index) => (from + index) % 7).join(',');
}

/** `mon`, `tues`, `wednesday`, `fridays`: from three letters on. */
function dayOf(name: string): number | undefined {
  if (name.length < 3) return undefined;
  const index = week.findIndex((day) => day.startsWith(name) || `${day}s` === name);
  return index === -1 ? undefined : index;
}

function timeOf(text: string): { hour: number; minute: number } | undefined {
  if (text === 'noon') return { hour: 12, minute: 0 };
  if (text === 'midnight') return { hour: 0, minute: 0 };
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?::(\d\d))? ?(am|pm)?$/.exec(text) ?? [];
  if (hours === undefined || (half && (Number(hours) < 1 || Number(hours) > 12))) return undefined;
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours);
  return hour < 24 && Number(minutes) < 60 ? { hour, minute: Number(minutes) } : undefined;
}

const plain: Readonly<Record<string, string>> = {
  '*': 'every day',
  '1-5': 'weekdays',
  '1,2,3,4,5': 'weekdays',
  '0,6': 'weekends',
};

/** Says a cron expression as people do where that is short, `weekdays at 09:00`; otherwise as it is. */
export function sayRecurring(expression: string): string {
  const [minute = '', hour = '', day, month, weekday = ''] = expression.trim().split(/\s+/);
  const simple = /^\d+$/.test(minute) && /^\d+$/.test(hour) && day === '*' && month === '*';
  const days = simple ? (plain[weekday] ?? dayNames(weekday)) : undefined;
  if (days === undefined) return expression;
  return `${days} at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

function dayNames(weekday: string): string | undefined {
  if (!parseCron(`0 0 * * ${weekday}`) || !/^[\d,]+$/.test(weekday)) return undefined;
  const names = weekday.split(',').map((day) => {
    const name = week[Number(day) % 7] ?? '';
    return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}s`;
  });
  return names.join(', ');
}
