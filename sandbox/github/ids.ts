import { createHash } from 'node:crypto';

export type Ids = { next(): number };

/** Ids that grow with time, so that a sandbox started later never repeats those of an earlier one. */
export function createIds(now: number): Ids {
  let id = Math.floor(now / 1000) * 100;
  return {
    next() {
      id += 1;
      return id;
    },
  };
}

/** A 40-digit hexadecimal name, equal for equal words. */
export function shaOf(...words: readonly (string | number)[]): string {
  return createHash('sha1').update(words.join('\n')).digest('hex');
}

/** GitHub's opaque node id: a prefix for the kind and the number in base64. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(`0:${id}`).toString('base64url')}`;
}

/** A time as GitHub writes it: to the second, in UTC. */
export function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** The same for a time that may not have come yet. */
export function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
