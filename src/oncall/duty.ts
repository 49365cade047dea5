import type { Override } from '../core/oncall.ts';
import { type Rota, type Shift, shiftAt, shiftsOf } from './rotation.ts';

const day = 86_400_000;
/** Further ahead nobody looks for the next change. */
const horizonMs = 62 * day;

/** Another person is on call in a layer from then on; `coming` is undefined where nobody is. */
export type Change = {
  layer: string;
  at: number;
  leaving: Shift | undefined;
  coming: Shift | undefined;
};

/** Who is on call in each layer at an instant, in the order in which they are called. */
export function onDuty(
  rotas: readonly Rota[],
  overrides: readonly Override[],
  at: number,
): Shift[] {
  return rotas.flatMap((rota) => shiftAt(rota, overrides, at) ?? []);
}

/**
 * When the person of a layer changes, in order, after `from` and up to `until`. A turn that goes to
 * the same person again is no change.
 */
export function changes(
  rota: Rota,
  overrides: readonly Override[],
  { from, until }: { from: number; until: number },
): Change[] {
  const shifts = shiftsOf(rota, overrides, { from: from - 1, until: until + 1 });
  const edges = new Set(shifts.flatMap((shift) => [shift.from, shift.until]));
  return [...edges]
    .filter((at) => at > from && at <= until)
    .sort((a, b) => a - b)
    .map((at) => ({
      layer: rota.layer,
      at,
      leaving: shifts.find((shift) => shift.until === at),
      coming: shifts.find((shift) => shift.from === at),
    }))
    .filter(({ leaving, coming }) => leaving?.person !== coming?.person);
}

/** The next change of a layer after an instant. */
export function nextChange(
  rota: Rota,
  overrides: readonly Override[],
  after: number,
): Change | undefined {
  return changes(rota, overrides, { from: after, until: after + horizonMs })[0];
}

/** A person's shifts that are not over, soonest first; turns that follow one another are one. */
export function shiftsOfPerson(
  rotas: readonly Rota[],
  overrides: readonly Override[],
  { person, from, until }: { person: string; from: number; until: number },
): Shift[] {
  return rotas
    .flatMap((rota) => merged(shiftsOf(rota, overrides, { from, until })))
    .filter((shift) => shift.person === person)
    .sort((a, b) => a.from - b.from);
}

/** Shifts of one person that follow one another without a gap, as one. */
export function merged(shifts: readonly Shift[]): Shift[] {
  const found: Shift[] = [];
  for (const shift of shifts) {
    const last = found.at(-1);
    if (last && last.until === shift.from && last.person === shift.person) {
      found[found.length - 1] = {
        ...last,
        until: shift.until,
        override: last.override ?? shift.override,
      };
    } else found.push(shift);
  }
  return found;
}
