type Field = { min: number; max: number; names: readonly string[] };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const fields: readonly Field[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: months },
  { min: 0, max: 7, names: weekdays },
];

/** A cron expression, read: which minutes, hours and days it names. */
export type Cron = {
  minutes: readonly number[];
  hours: readonly number[];
  /** Whether it falls on a day: `month` from 1, `weekday` from 0, which is Sunday. */
  fallsOn(day: { month: number; day: number; weekday: number }): boolean;
};

/** The most days that each month ever has. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a cron expression of five fields: minute, hour, day of month, month, weekday. Where both kinds
 * of day are named, either will do, as crontab(5) has it. Undefined for what is none, or names a day
 * that never comes, such as 31 February.
 */
export function parseCron(expression: string): Cron | undefined {
  const parts = expression.trim().toLowerCase().split(/\s+/);
  if (parts.length !== fields.length) return undefined;
  const sets = fields.map((field, index) => numbersOf(parts[index] ?? '', field));
  const [minutes, hours, days, inMonths, named] = sets;
  if (!minutes || !hours || !days || !inMonths || !named) return undefined;
  const onWeekdays = new Set([...named].map((day) => day % 7));
  const [anyDay, anyWeekday] = [parts[2]?.startsWith('*'), parts[4]?.startsWith('*')];
  const either = !anyDay && !anyWeekday;
  const comes = [...inMonths].some((month) => Math.min(...days) <= (longest[month - 1] ?? 0));
  if (!comes && !either) return undefined;
  return {
    minutes: ascending(minutes),
    hours: ascending(hours),
    fallsOn({ month, day, weekday }) {
      if (!inMonths.has(month)) return false;
      const [fits, fitsWeek] = [days.has(day), onWeekdays.has(weekday)];
      return either ? fits || fitsWeek : fits && fitsWeek;
    },
  };
}

/** Whether it is a cron expression that ever comes true. */
export const isCron = (expression: string): boolean => parseCron(expression) !== undefined;

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);

function numbersOf(text: string, field: Field): Set<number> | undefined {
  const numbers = new Set<number>();
  for (const item of text.split(',')) {
    const found = itemOf(item, field);
    if (!found) return undefined;
    for (const number of found) numbers.add(number);
  }
  return numbers;
}

/** `*`, `5`, `mon`, `1-5`, and with a step a star or range: `*` + `/10`, `8-18/2`. */
function itemOf(item: string, field: Field): number[] | undefined {
  const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? [];
  if (from === undefined || Number(step ?? 1) < 1) return undefined;
  if (from === '*') return to === undefined ? range(field.min, field.max, step) : undefined;
  if (to === undefined && step !== undefined) return undefined;
  const [first, last] = [numberOf(from, field), numberOf(to ?? from, field)];
  const inside = first >= field.min && last <= field.max && first <= last;
  return inside ? range(first, last, step) : undefined;
}

function range(first: number, last: number, step = '1'): number[] {
  const numbers: number[] = [];
  for (let number = first; number <= last; number += Number(step)) numbers.push(number);
  return numbers;
}

/** Not a number for what is neither a number nor a name of the field. */
function numberOf(text: string, { min, names }: Field): number {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text);
  return index === -1 ? Number.NaN : index + min;
}
