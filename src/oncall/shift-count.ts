import { merged } from './duty.ts';
import { shiftsOf } from './rotation.ts';
import type { Roster } from './world.ts';

/** How many shifts of each layer lie in a window, a part of one as its fraction; in the order of the layers. */
export function countShifts(
  { rotas, overrides }: Roster,
  { from, to }: { from: number; to: number },
): { team: string; layer: string; shifts: number }[] {
  return rotas.map((rota) => {
    const own = merged(shiftsOf(rota, overrides, { from, until: to }));
    const parts = own.map((shift) => {
      const within = Math.min(shift.until, to) - Math.max(shift.from, from);
      return within / (shift.until - shift.from);
    });
    const shifts = parts.reduce((sum, part) => sum + part, 0);
    return { team: rota.team, layer: rota.layer, shifts };
  });
}
