const newline = 10;
const everyByte = 0x0a0a0a0a;

/**
 * Newlines in `bytes` from `from` to `to`. Four bytes at a time: a word without a newline, as most are, is told by one
 * test; this is what keeps line numbers affordable in a log of a gigabyte.
 */
export function countNewlines(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  let at = from;
  const offset = bytes.byteOffset;
  for (; at < to && (offset + at) % 4 !== 0; at++) if (bytes[at] === newline) count++;
  if (at === to) return count;
  const words = new Int32Array(bytes.buffer, offset + at, (to - at) >> 2);
  for (let index = 0; index < words.length; index++) {
    const word = (words[index] ?? 0) ^ everyByte;
    // Nonzero where some byte may be zero, that is a newline.
    if (((word - 0x01010101) & ~word & 0x80808080) === 0) continue;
    if ((word & 0xff) === 0) count++;
    if ((word & 0xff00) === 0) count++;
    if ((word & 0xff0000) === 0) count++;
    if ((word & 0xff000000) === 0) count++;
  }
  for (at += words.length * 4; at < to; at++) if (bytes[at] === newline) count++;
  return count;
}
