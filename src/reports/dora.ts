import type { Band } from './numbers.ts';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * In which of its four clusters the Accelerate State of DevOps Report 2024 (DORA) would put a number.
 * The clusters move each year, hence the year beside each. Where the report's clusters leave a gap
 * (between daily and several times a day, between a month and six), the next band down begins at the
 * edge of the better one. Source: https://dora.dev/research/2024/dora-report/
 */

/** Elite: on demand, several times a day. High: daily to weekly. Medium: weekly to monthly. */
export function frequencyBand(perDay: number | null): Band | null {
  return bandOf(perDay, (value) => [value > 1, value >= 1 / 7, value >= 1 / 30]);
}

/** Elite: less than a day. High: a day to a week. Medium: a week to a month. */
export function leadTimeBand(ms: number | null): Band | null {
  return bandOf(ms, (value) => [value < day, value < 7 * day, value < 30 * day]);
}

/**
 * Elite: 5 %. Medium: 10 %. High: 20 %. Low: 40 %. In 2024 those whose other numbers were medium failed
 * less often than those whose were high, and so the bands of this one stand in that order.
 */
export function failureBand(share: number | null): Band | null {
  if (share === null) return null;
  if (share <= 0.05) return 'elite';
  if (share <= 0.1) return 'medium';
  return share <= 0.2 ? 'high' : 'low';
}

/** Elite: less than an hour. High and medium: less than a day, which is called high. Low: more, up to a month. */
export function restoreBand(ms: number | null): Band | null {
  if (ms === null) return null;
  if (ms < hour) return 'elite';
  return ms < day ? 'high' : 'low';
}

function bandOf(
  value: number | null,
  reaches: (value: number) => [elite: boolean, high: boolean, medium: boolean],
): Band | null {
  if (value === null) return null;
  const [elite, high, medium] = reaches(value);
  if (elite) return 'elite';
  if (high) return 'high';
  return medium ? 'medium' : 'low';
}
