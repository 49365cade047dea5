import { mayHoldSecret } from './secret-marks.ts';
import { namedSecrets, type Replacement } from './secret-names.ts';
import { secretShapes } from './secret-shapes.ts';

/** Beyond this a line is cut before any pattern looks at it. */
const longestLine = 20_000;
const beginsKey = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const endsKey = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const keyOnOneLine =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----).){0,8000}(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g;
/** A line of nothing but base64, as the inside of a key block is. Checksums are hexadecimal or shorter. */
const base64Line = /^\s{0,40}(?:\d{1,6} ?[|:] )?([A-Za-z0-9+/]{60,})={0,2}\s{0,4}$/;

/** An escape ends in a letter or a digit, and what comes after it begins a word all the same: `%20ghp_…`, `\nghp_…`. */
const wordBegins = String.raw`(?:\b|(?<=%[\dA-Fa-f]{2}|\\[nrt]))`;
const alsoAfterEscapes = ({ source, flags }: RegExp): RegExp =>
  new RegExp(
    source.replace(/^\\b/, () => wordBegins),
    flags,
  );

const replacements: readonly Replacement[] = [
  ...secretShapes.map(({ kind, pattern }) => [pattern, `[redacted ${kind}]`] as const),
  ...namedSecrets,
].map(([pattern, stand]) => [alsoAfterEscapes(pattern), stand]);

const url = alsoAfterEscapes(/\b[a-z][a-z0-9+.-]{1,20}:(?:\/\/)?[^\s"'<>]{3,2000}/gi);
const mail =
  /(?!git@)(?<![\w.+%-])[\w.+%-]{1,64}(?:@|%40)(?=[\w-]{0,62}[a-z])(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}\b/gi;
const holdsMail = /@|%40/;

function redactLine(line: string): string {
  let out = line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
  if (!mayHoldSecret(out)) return out;
  out = out.replace(keyOnOneLine, '[redacted private key]');
  for (const [pattern, stand] of replacements) out = out.replace(pattern, stand);
  if (!holdsMail.test(out)) return out;
  return out.replace(url, (found) => found.replace(mail, '[redacted e-mail]'));
}

function isKeyMaterial(line: string): boolean {
  const body = base64Line.exec(line)?.[1];
  return body !== undefined && /[a-z]/.test(body) && /[A-Z]/.test(body) && /\d/.test(body);
}

/**
 * Lines with every secret in them replaced by what it was; as many lines as came in. Private keys are taken out across
 * lines, also where their first or last line is not among these. Commit hashes, checksums and UUIDs stay.
 */
export function redactLines(lines: readonly string[]): string[] {
  return lines.map(lineRedactor());
}

/** As {@link redactLines}, for lines that come one after the other; `inKey` where a private key has begun before them. */
export function lineRedactor(inKey = false): (line: string) => string {
  let inside = inKey;
  return (line) => {
    if (inside) {
      if (endsKey.test(line)) inside = false;
      return '[redacted private key]';
    }
    if (beginsKey.test(line) && !endsKey.test(line)) inside = true;
    return isKeyMaterial(line) ? '[redacted key material]' : redactLine(line);
  };
}

/** A text with every secret in it replaced by what it was: tokens, keys, passwords, cookies, mail addresses in URLs. */
export function redact(text: string): string {
  if (text.length <= longestLine && !mayHoldSecret(text)) return text;
  return redactLines(text.split('\n')).join('\n');
}
