import { expect } from 'vitest';
import type { Metric, Report } from '../../src/reports/numbers.ts';

/**
 * All that a report says, each number under its path and each row under its name, so that a metric
 * which is new stands here by itself. What opens a number, and words, are left out.
 */
export function saidOf({ period: _, known: __, ...report }: Report): Record<string, unknown> {
  return Object.fromEntries(leaves('', report));
}

function leaves(path: string, value: unknown): [string, unknown][] {
  if (isMetric(value)) return [[path, line(value)]];
  if (Array.isArray(value)) return [[path, rows(value)]];
  if (value === null || typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(path === '' ? name : `${path}.${name}`, inner),
  );
}

const isMetric = (value: unknown): value is Metric & { band?: string } =>
  value !== null && typeof value === 'object' && 'trend' in value;

/** `[value, of, before, of, direction, unusual]`, and a band where it has one. */
const line = ({ value, of, trend, band }: Metric & { band?: string }): unknown[] => [
  ...[value, of, trend.before, trend.of, trend.direction, trend.unusual],
  ...(band === undefined ? [] : [band]),
];

const names = ['what', 'kind', 'date', 'repository', 'workflow', 'job', 'step', 'branch', 'team'];
const named = [...names, 'layer', 'labels', 'id'];
const unsaid = new Set([
  ...named,
  'where',
  'workflowId',
  'evidence',
  'reason',
  'key',
  'from',
  'to',
]);

type Row = Record<string, unknown>;

/** No two rows have one name: one would hide the other. */
function rows(all: readonly Row[]): Row {
  const entries = all.map((row): [string, unknown] => {
    const whole = { ...row, ...(row['where'] as Row | null) };
    const name = named.flatMap((one) => whole[one] ?? []).join(' ');
    const kept = Object.entries(row).filter(([field]) => !unsaid.has(field));
    return [name, Object.fromEntries(kept.map(([field, value]) => [field, short(value)]))];
  });
  const found = entries.map(([name]) => name);
  expect(found).toEqual([...new Set(found)]);
  return Object.fromEntries(entries);
}

/** A spread as `[p50, p95, of]`, what was spent as `[minutes, cost, jobs]`. */
const short = (value: unknown): unknown =>
  value !== null && typeof value === 'object' ? Object.values(value) : value;
