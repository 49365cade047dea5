const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;

/** The longest time that anyone may ask for. */
const longest = 366 * day;

const units: readonly [pattern: RegExp, ms: number][] = [
  [/^s(ec(ond)?s?)?$/, second],
  [/^m(in(ute)?s?)?$/, minute],
  [/^h((ou)?rs?)?$/, hour],
  [/^d(ays?)?$/, day],
  [/^w(eeks?)?$/, week],
];

/**
 * Reads a time span as people write it: `30m`, `2h30m`, `1.5h`, `90 minutes`, `1 day and 2 hours`.
 * Answers milliseconds, or undefined where the text is no span, is not positive or is longer than a year.
 */
export function parseDuration(text: string): number | undefined {
  if (text.length > 60) return undefined;
  const part = /(\d+(?:\.\d+)?) *([a-z]+)(?:,? +and +|,? *)/gy;
  const input = text.trim().toLowerCase();
  let total = 0;
  while (part.lastIndex < input.length) {
    const [, amount, word] = part.exec(input) ?? [];
    const unit = units.find(([pattern]) => word !== undefined && pattern.test(word));
    if (!unit) return undefined;
    total += Number(amount) * unit[1];
  }
  const ms = Math.round(total);
  return ms > 0 && ms <= longest ? ms : undefined;
}

const shown = [
  ['d', day],
  ['h', hour],
  ['m', minute],
  ['s', second],
] as const;

/** Says a time span by its two largest units, rounded down: `14 s`, `2 m 14 s`, `3 h 5 m`, `2 d`. */
export function formatDuration(ms: number): string {
  const first = shown.findIndex(([, size]) => ms >= size);
  if (first === -1) return '0 s';
  let rest = ms;
  const parts = shown.slice(first, first + 2).map(([name, size]) => {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    return amount === 0 ? '' : `${amount} ${name}`;
  });
  return parts.filter(Boolean).join(' ');
}
