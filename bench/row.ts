/** One line of `npm run bench`: what was measured, beside its peer in the same run. */
export type Row = {
  name: string;
  measured: string;
  /** Absent where nothing else does the same; the ratio is then to the bar. */
  peer?: string;
  /** measured / peer. */
  ratio: number;
  /** As people write it: `≥ 1`. */
  bar: string;
  ok: boolean;
};

/** `name | measured | peer | ratio | bar | ok`, or `short` at the end. */
export function lineOf({ name, measured, peer = '–', ratio, bar, ok }: Row): string {
  return [name, measured, peer, ratio.toFixed(2), bar, ok ? 'ok' : 'short'].join(' | ');
}

/** The middle value; of an even number, the lower of the two in the middle. */
export const median = (values: readonly number[]): number => percentile(values, 50);

/** The smallest value that `percent` of all do not exceed; NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
