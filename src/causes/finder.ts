/** Letters of the shortest word that may be looked for. */
export const shortestWord = 5;
const block = 3;
const reach = shortestWord - block + 1;

/** Five bits of a byte tell letters apart and make A and a the same. */
const codeOf = (first: number, second: number, third: number) =>
  ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);
const lower = (byte: number) => (byte >= 65 && byte <= 90 ? byte | 0x20 : byte);

function standsAt(bytes: Uint8Array, start: number, to: number, word: Uint8Array): boolean {
  if (start + word.length > to) return false;
  for (let at = 0; at < word.length; at++) {
    if (lower(bytes[start + at] ?? 0) !== word[at]) return false;
  }
  return true;
}

export type Finder = (bytes: Uint8Array, from: number, to: number) => number;

/**
 * Finds the first of many words in bytes, in any case: where it starts, or -1. The words are ASCII, five letters at least.
 *
 * This is the search of Wu and Manber: it looks at three bytes at the end of where a word could stand, and three that are
 * in no word let it jump on. It costs about as much for forty words as for one, which a search for each does not.
 */
export function createFinder(words: readonly string[]): Finder {
  const jump = new Uint8Array(32 * 32 * 32).fill(reach);
  const ending = new Map<number, Uint8Array[]>();
  for (const text of words) {
    const word = Buffer.from(text.toLowerCase(), 'latin1');
    for (let end = block - 1; end < shortestWord; end++) {
      const code = codeOf(word[end - 2] ?? 0, word[end - 1] ?? 0, word[end] ?? 0);
      jump[code] = Math.min(jump[code] ?? 0, shortestWord - 1 - end);
      if (end === shortestWord - 1) ending.set(code, [...(ending.get(code) ?? []), word]);
    }
  }
  return (bytes, from, to) => {
    let last = from + shortestWord - 1;
    while (last < to) {
      const code = codeOf(bytes[last - 2] ?? 0, bytes[last - 1] ?? 0, bytes[last] ?? 0);
      const skip = jump[code] ?? 1;
      if (skip > 0) {
        last += skip;
        continue;
      }
      const start = last - shortestWord + 1;
      for (const word of ending.get(code) ?? []) if (standsAt(bytes, start, to, word)) return start;
      last++;
    }
    return -1;
  };
}
