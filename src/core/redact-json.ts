import { redact } from './redact.ts';
import { mayHoldSecret } from './secret-marks.ts';
import { namesSecret } from './secret-names.ts';

/** JSON may spell any character as an escape; this is how it would spell the letters of a mark. */
function spellsLetters(json: string): boolean {
  return json.includes('\\u00') && /\\u00[2-7]/.test(json);
}

/** JSON with every secret in its strings replaced by what it was, and the longest of them cut; what holds none comes back as it is, what is no JSON as text. */
export function redactJson(json: string): string {
  if (!mayHoldSecret(json) && !spellsLetters(json)) return json;
  try {
    const value: unknown = JSON.parse(json);
    const redacted = redactValue(value);
    return redacted === value ? json : JSON.stringify(redacted);
  } catch {
    return redact(json);
  }
}

/** A copy of a JSON value with every secret in it replaced, and the longest texts cut; the same value where it holds none. */
export function redactValue(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return redactNamed(value, name);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? redactList(value, name) : redactRecord(value);
}

/** GitHub's longest text, that of a pull request. A commit message may have megabytes, whoever sends it. */
const longest = 65_536;

/** Up to where a word ends: half a secret might no longer look like one. */
function readable(text: string): string {
  if (text.length <= longest) return text;
  const end = Math.max(text.lastIndexOf(' ', longest), text.lastIndexOf('\n', longest));
  return `${text.slice(0, Math.max(0, end)).trimEnd()}…`;
}

/** GitHub's own ids are base64, as a key is. */
const harmlessName = 'node_id';

function redactNamed(value: string, name: string): string {
  if (name === harmlessName) return value;
  const secret = name !== '' && namesSecret(name) && /^(?!\[redacted)(?=\S*\d)\S{6,}$/.test(value);
  return secret ? '[redacted]' : redact(readable(value));
}

function redactList(list: readonly unknown[], name: string): readonly unknown[] {
  const copy = list.map((item) => redactValue(item, name));
  return copy.every((item, at) => item === list[at]) ? list : copy;
}

function redactRecord(record: object): object {
  const entries = Object.entries(record);
  const copy = entries.map(([name, value]) => [redact(name), redactValue(value, name)] as const);
  const same = copy.every(
    ([name, value], at) => name === entries[at]?.[0] && value === entries[at]?.[1],
  );
  return same ? record : Object.fromEntries(copy);
}
