import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Saving } from '../../src/reports/numbers.ts';
import { followUp, worthMending } from '../../src/reports/savings.ts';

const saving = (kind: Saving['kind'], minutes: number, workflow = 'CI'): Saving => ({
  ...{ key: `${kind} ${workflow}`, kind, minutes, cost: 0, of: 1 },
  where: { repository: 'acme/api', workflowId: 7, workflow, job: null, branch: null },
  evidence: { kind: 'runs', ids: [] },
});

const told = (savings: readonly Saving[]) => savings.map(({ key, minutes }) => [key, minutes]);

it('names the largest of each sort, since their minutes are not worth the same', () => {
  const found = [
    ...[saving('red', 900), saving('red', 800, 'Deploy'), saving('red', 700, 'Docs')],
    ...[saving('flaky', 60), saving('superseded', 50), saving('queue', 20)],
  ];
  expect(told(worthMending(found))).toEqual([
    ['red CI', 900],
    ['flaky CI', 60],
    ['queue CI', 20],
  ]);
});

it('names more of one sort where there are no others, and never more than three', () => {
  const reds = [
    saving('red', 9),
    saving('red', 8, 'Deploy'),
    saving('red', 7, 'Docs'),
    saving('red', 6, 'E'),
  ];
  expect(told(worthMending(reds))).toEqual([
    ['red CI', 9],
    ['red Deploy', 8],
    ['red Docs', 7],
  ]);
  expect(worthMending([])).toEqual([]);
});

it('tells what became of them, whatever the length of the two periods', () => {
  const kept = [saving('red', 700), saving('flaky', 70), saving('queue', 70), saving('slow', 70)];
  const now = [saving('red', 10), saving('queue', 10), saving('slow', 20)];
  const day = { from: 7, to: 8, zone: 'UTC' };
  const became = followUp(kept, now, { last: { from: 0, to: 7 }, period: day });
  expect(became.map((one) => [one.kind, one.now, one.verdict])).toEqual([
    ['red', 70, 'better'],
    ['flaky', 0, 'gone'],
    ['queue', 70, 'same'],
    ['slow', 140, 'worse'],
  ]);
});

const amounts = fc.record({
  red: fc.option(fc.integer({ min: 10, max: 900 })),
  flaky: fc.option(fc.integer({ min: 10, max: 900 })),
  queue: fc.option(fc.integer({ min: 10, max: 900 })),
});
type Amounts = { red: number | null; flaky: number | null; queue: number | null };
const of = (all: Amounts) =>
  Object.entries(all).flatMap(([kind, many]) =>
    many === null ? [] : [saving(kind as Saving['kind'], many)],
  );

it('tells of a day what a day cost then and costs now', () => {
  const days = fc.integer({ min: 1, max: 31 });
  fc.assert(
    fc.property(amounts, amounts, days, days, (then, now, long, since) => {
      const became = followUp(of(then), of(now), {
        ...{ last: { from: 0, to: long }, period: { from: long, to: long + since, zone: 'UTC' } },
      });
      expect(became.map((one) => one.kind)).toEqual(of(then).map((one) => one.kind));
      for (const { kind, minutes, now: many, verdict } of became) {
        const [was, is] = [minutes / long, (now[kind as keyof Amounts] ?? 0) / since];
        expect(many / long).toBeCloseTo(is, 9);
        const edges = [0.1, 0.75, 1.25].map((edge) => is - edge * was);
        fc.pre(edges.every((edge) => Math.abs(edge) > 1e-9));
        const passed = edges.filter((edge) => edge > 0).length;
        expect(verdict).toBe((['gone', 'better', 'same', 'worse'] as const)[passed]);
      }
    }),
  );
});
