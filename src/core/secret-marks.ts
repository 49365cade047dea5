import { namedMarks } from './secret-names.ts';
import { secretShapes } from './secret-shapes.ts';

/**
 * Nearly every text that passes holds no secret. One look at each character tells most of them: a secret holds a mark
 * (`ghp_`, `password`, an @ in an address …), and marks are found by their first four characters, five bits of each.
 */

const fiveBits = 0x1f;
const threeOf = (last: number, code: number): number => ((last << 5) | (code & fiveBits)) & 0x7fff;

/** By three characters: which may follow, a bit for each five bits; all where a mark has no more than three. */
const fourths = new Int32Array(1 << 15);
const marks = new Map<number, string[]>();
let longest = 0;

for (const mark of [...namedMarks, ...secretShapes.flatMap((shape) => shape.marks)]) {
  let three = 0;
  for (let at = 0; at < 3; at++) three = threeOf(three, mark.charCodeAt(at));
  fourths[three] = (fourths[three] ?? 0) | (mark.length > 3 ? bitOf(mark.charCodeAt(3)) : -1);
  marks.set(three, [...(marks.get(three) ?? []), mark.toLowerCase()]);
  longest = Math.max(longest, mark.length);
}

/** A look at a byte takes half the time of one at a character. A wider character may look like a mark, and does no harm. */
const bytes = new Uint8Array(1 << 14);
const written = Buffer.from(bytes.buffer);

/** The shortest line of a key block, see `isKeyMaterial`. */
const keyLine = 60;
/** What no address goes on beyond. */
const ends = new Set([...' \t\n\r"\'<>']);

/** Whether a text may hold a secret; false is certain. Some 2 ns a character. */
export function mayHoldSecret(text: string): boolean {
  return (
    holdsMark(text) ||
    holdsAddress(text, '@') ||
    holdsAddress(text, '%40') ||
    holdsThreeParts(text) ||
    holdsKeyLine(text)
  );
}

function holdsMark(text: string): boolean {
  for (let from = 0; from < text.length; from += bytes.length - longest) {
    if (holdsMarkIn(from === 0 ? text : text.slice(from))) return true;
  }
  return false;
}

/** Of a longer text, only in what there are bytes for. */
function holdsMarkIn(text: string): boolean {
  const length = written.write(text, 'latin1');
  bytes[length] = 0;
  let three = 0;
  for (let at = 0; at < length; at++) {
    three = threeOf(three, bytes[at] ?? 0);
    const may = fourths[three] ?? 0;
    if (may !== 0 && (may & bitOf(bytes[at + 1] ?? 0)) !== 0 && isMark(text, at - 2, three)) {
      return true;
    }
  }
  return false;
}

function bitOf(code: number): number {
  return 1 << (code & fiveBits);
}

function isMark(text: string, from: number, three: number): boolean {
  for (const mark of marks.get(three) ?? []) {
    let at = mark.length - 1;
    while (at >= 0 && isSame(text.charCodeAt(from + at), mark.charCodeAt(at))) at--;
    if (at < 0) return true;
  }
  return false;
}

/** In any case; that some signs are equal too, as ` and @, does no harm. */
function isSame(code: number, lower: number): boolean {
  return (code | 0x20) === (lower | 0x20);
}

/** An @ in an address: a colon before it with no space between. Each stretch is looked at once. */
function holdsAddress(text: string, sign: string): boolean {
  let from = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, from)) {
    // `ssh://git@host/…` is in all that GitHub Enterprise sends, and names nobody.
    const isGit = text.startsWith('//git', at - 5);
    for (let back = at - 1; back >= from && !ends.has(text[back] ?? ' '); back--) {
      if (text[back] === ':' && !isGit) return true;
    }
    from = at + 1;
  }
  return false;
}

/** Two dots with six characters between, as in tokens that have no other sign than `<23 or more>.<6>.<27 or more>`. */
function holdsThreeParts(text: string): boolean {
  for (let at = text.indexOf('.', 23); at !== -1; at = text.indexOf('.', at + 1)) {
    // `.github.com/` is all over what GitHub sends.
    if (text.charCodeAt(at + 7) !== dot || text.charCodeAt(at + 11) === slash) continue;
    if (/^[\w-]{23}\.[\w-]{6}\.[\w-]{27}$/.test(text.slice(at - 23, at + 35))) return true;
  }
  return false;
}

const dot = 0x2e;
const slash = 0x2f;

/** A run of base64 as long as a key's line: from where the next could end, back to what is none. */
function holdsKeyLine(text: string): boolean {
  let before = -1;
  while (before + keyLine < text.length) {
    let at = before + keyLine;
    while (at > before && isBase64(text.charCodeAt(at))) at--;
    if (at === before) return true;
    before = at;
  }
  return false;
}

function isBase64(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x2f && code <= 0x39) ||
    code === 0x2b
  );
}
