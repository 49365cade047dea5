/** One line of `npm run bench`: what was measured, beside its peer in the same run. */
export type Row = {
  name: string;
  measured: string;
  peer: string;
  /** measured / peer. */
  ratio: number;
  /** As people write it: `≥ 1`. */
  bar: string;
  ok: boolean;
};

/** `name | measured | peer | ratio | bar | ok`, or `short` at the end. */
export function lineOf({ name, measured, peer, ratio, bar, ok }: Row): string {
  return [name, measured, peer, ratio.toFixed(2), bar, ok ? 'ok' : 'short'].join(' | ');
}

/** The middle value; of an even number, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
