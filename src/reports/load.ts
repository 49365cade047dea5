import type { Slice } from '../store/types/index.ts';
import type { Facts } from './facts.ts';
import { metric } from './metric.ts';
import type { Load, ShiftCount } from './numbers.ts';
import { sum } from './sample.ts';

/**
 * The load of being on call: calls to people in the period, by person-shift: one person's turn in one
 * layer, of which as much counts as lies in the period. Nobody is named and nothing is ranked: layers
 * stand in the order of baton.yml. Unit: calls a shift. Source: `page_calls`, the rotations.
 */
export function loadOf(facts: Facts): Load {
  const { pages, shifts, period, before } = facts;
  const now = pages.filter((page) => within(page.at, period));
  const measured = (slice: Slice, of: readonly ShiftCount[]) => {
    const calls = pages.filter((page) => within(page.at, slice)).length;
    const all = sum(of.map((one) => one.shifts));
    return { value: all > 0 ? calls / all : null, of: calls };
  };
  const { from, to } = period;
  const { teams } = facts.scope;
  return {
    pagesPerShift: metric({
      ...{ unit: 'count', better: 'less', evidence: { kind: 'pages', from, to, teams } },
      ...{ now: measured(period, shifts.now), before: measured(before, shifts.before) },
    }),
    layers: shifts.now.map(({ team, layer, shifts: count }) => ({
      ...{ team, layer, shifts: count },
      pages: now.filter((page) => page.team === team && page.layer === layer).length,
    })),
  };
}

const within = (at: number, { from, to }: Slice): boolean => at >= from && at < to;
