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

/** Whether it is a cron expression of five fields: minute, hour, day of month, month, weekday. */
export function isCron(expression: string): boolean {
  const parts = expression.trim().toLowerCase().split(/\s+/);
  if (parts.length !== fields.length) return false;
  return fields.every((field, index) =>
    parts[index]?.split(',').every((item) => isItem(item, field)),
  );
}

/** `*`, `5`, `mon`, `1-5`, and with a step a star or range: `*` + `/10`, `8-18/2`. */
function isItem(item: string, field: Field): boolean {
  const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? [];
  if (from === undefined || Number(step ?? 1) < 1) return false;
  if (from === '*') return to === undefined;
  const [first, last] = [numberOf(from, field), numberOf(to ?? from, field)];
  const inside = first >= field.min && last <= field.max && first <= last;
  return inside && (to !== undefined || step === undefined);
}

/** Not a number for what is neither a number nor a name of the field. */
function numberOf(text: string, { min, names }: Field): number {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text);
  return index === -1 ? Number.NaN : index + min;
}
