import type { Metric, Quantiles, Spread } from './words.ts';

export type Handoffs = {
  /** Offered and not yet accepted at the end of the period. */
  waiting: Metric;
  /** Of those accepted or overdue in the period. */
  acceptedInTime: Metric;
  timeToAccept: Spread;
  /** How long work was with each team, of legs that ended in the period. */
  byTeam: { team: string; held: Quantiles | null; waiting: number }[];
};

/** Pages as load on a rotation. Nobody is named, nothing is ranked. */
export type Load = {
  pagesPerShift: Metric;
  layers: { team: string; layer: string; pages: number; shifts: number }[];
};

export type Band = 'elite' | 'high' | 'medium' | 'low';

/** The four keys, with the band that DORA's report of that year puts them in; null where it has none. */
export type Deploys = {
  year: 2024;
  frequency: Metric & { band: Band | null };
  leadTime: Metric & { band: Band | null };
  failureRate: Metric & { band: Band | null };
  timeToRestore: Metric & { band: Band | null };
};
