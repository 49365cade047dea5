import type { Team } from '../core/settings.ts';
import type { Shift } from './rotation.ts';

/** Somebody who can be called, in their place in the order. */
export type Rung = {
  layer: string;
  person: string;
  /** How long they have before the next one is called, ms. */
  ackWithin: number;
};

/** The name of the last rung, after all layers. */
export const leadRung = 'lead';

/**
 * Who is called in which order: whoever is on call, layer by layer, then the team's lead. Nobody
 * stands in it twice. Whoever called by hand comes only where nobody else does.
 */
export function chainOf(
  team: Pick<Team, 'onCall' | 'lead'>,
  duty: readonly Shift[],
  caller: string | null = null,
): Rung[] {
  const within = new Map(team.onCall.map(({ layer, ackWithin }) => [layer, ackWithin]));
  const last = team.onCall.at(-1)?.ackWithin ?? 0;
  const layers = duty.map(({ layer, person }) => ({
    layer,
    person,
    ackWithin: within.get(layer) ?? last,
  }));
  const lead = team.lead === null ? [] : [{ layer: leadRung, person: team.lead, ackWithin: last }];
  const all = [...layers, ...lead].filter(
    ({ person }, index, rungs) => rungs.findIndex((rung) => rung.person === person) === index,
  );
  const others = all.filter(({ person }) => person !== caller);
  return others.length > 0 ? others : all;
}

/**
 * Which rung comes after a call, and in which round; undefined where all rounds are over.
 *
 * @param asks who asked for another person than themselves
 * @param calls those that were made: where the layer called last has nobody by now, whoever was not
 *   called in this round comes next
 */
export function rungAfter(
  chain: readonly Rung[],
  last: { layer: string; person: string; round: number } | undefined,
  {
    rounds,
    asks = null,
    calls = [],
  }: {
    rounds: number;
    asks?: string | null;
    calls?: readonly { person: string; round: number }[];
  },
): { rung: Rung; round: number } | undefined {
  const others = chain.filter(({ person }) => person !== asks);
  const [first] = others;
  if (!first) return undefined;
  if (!last) return { rung: first, round: 0 };
  const at = chain.findIndex(({ layer }) => layer === last.layer);
  const called = calls.flatMap(({ person, round }) => (round === last.round ? person : []));
  const later =
    at === -1 ? chain.filter(({ person }) => !called.includes(person)) : chain.slice(at + 1);
  const next = later.find(({ person }) => person !== last.person && person !== asks);
  if (next) return { rung: next, round: last.round };
  const round = last.round + 1;
  return round < rounds ? { rung: first, round } : undefined;
}
