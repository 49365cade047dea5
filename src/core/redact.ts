import { secretShapes } from './secret-shapes.ts';

/** Beyond this a line is cut before any pattern looks at it. */
const longestLine = 20_000;
const beginsKey = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const endsKey = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const keyOnOneLine =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----).){0,8000}(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g;
/** A line of nothing but base64, as the inside of a key block is. Checksums are hexadecimal or shorter. */
const base64Line = /^\s{0,40}(?:\d{1,6} ?[|:] )?([A-Za-z0-9+/]{60,})={0,2}\s{0,4}$/;

/** Names that say it whatever stands before them, as in `dbPassword`, and short ones that need a word of their own. */
const longNames =
  'pass(?:word|wd|phrase|code)|secret|token|credentials?|(?:api|app|auth|access|secret|private|signing|encryption|account|master|license|shared[_-]?access|secret[_-]?access)[_-]?key(?:[_-]?id)?|shared[_-]?access[_-]?signature|client[_-]?secret|_auth|_password|connection[_-]?string|webhook[_-]?url|session[_-]?id|csrf\\w{0,20}';
const shortNames = 'pass|pwd|dsn|otp';
const nameOfSecret = `(?:[\\w.-]{0,60}(?:${longNames})|(?:[\\w.-]{0,60}[_.-])?(?:${shortNames}))`;
/** What stands where a secret would and is none: masks, references, words. */
const harmless =
  '(?!\\*{2,}|\\[redacted|[\'"]?(?:\\$[({A-Za-z]|\\{\\{|<|%|null\\b|none\\b|nil\\b|true\\b|false\\b|undefined\\b|required\\b|optional\\b|missing\\b|string\\b|expected\\b|unexpected\\b|invalid\\b|not\\b|is\\b|process\\.|env\\.|secrets?\\.|\\.\\.\\.))';
const value = '(?:"[^"\\n]{1,1000}"|\'[^\'\\n]{1,1000}\'|[^\\s"\',;&|)}\\]]{1,1000})';
/** After a colon prose is likely, so that the value has to look like a secret: eight characters, a digit among them. */
const telling = '(?=["\']?(?=[^\\s"\']{8})[^\\s"\'\\d]{0,200}\\d)';

type Replacement = readonly [pattern: RegExp, stand: string];

/** Secrets that are known by what stands before them; that part is kept, so that a reader still sees what it was. */
const named: readonly Replacement[] = [
  [
    new RegExp(
      `((?:^|[\\s'"{,(;?&.-])${nameOfSecret}['"]?\\s{0,3}(?:=>?|:=)\\s{0,3})${harmless}${value}`,
      'gi',
    ),
    '$1[redacted]',
  ],
  [
    new RegExp(
      `((?:^|[\\s'"{,(])${nameOfSecret}['"]?\\s{0,3}:\\s{0,3})${harmless}${telling}${value}`,
      'gi',
    ),
    '$1[redacted]',
  ],
  [
    new RegExp(`("${nameOfSecret}"\\s{0,3}:\\s{0,3})${harmless}"[^"\\n]{3,1000}"`, 'gi'),
    '$1[redacted]',
  ],
  [
    new RegExp(`((?:^|\\s)--?${nameOfSecret}\\s{1,3})(?!-)${harmless}${value}`, 'gi'),
    '$1[redacted]',
  ],
  [
    /((?:proxy-)?authorization['"]?\s{0,3}[:=]\s{0,3}['"]?(?:(?:basic|bearer|token|digest|apikey|negotiate|aws4-hmac-sha256)\s{1,3})?)(?!\*{2,}|\[redacted|\$)[^\s'",][^\s'"]{3,4000}/gi,
    '$1[redacted]',
  ],
  [
    /\b((?:Bearer|Basic)\s{1,3})(?!\*{2,}|auth|token|\[redacted|\$)(?=[\w+/=.~-]{0,60}[\d=+/])[\w+/=.~-]{12,4000}/gi,
    '$1[redacted]',
  ],
  [
    /\b((?:x-[\w-]{0,40}(?:key|token|secret|auth)|private-token|job-token|api-key)['"]?\s{0,3}[:=]\s{0,3}['"]?)(?!\*{2,}|\[redacted|\$)[^\s'"]{4,2000}/gi,
    '$1[redacted]',
  ],
  [/\b((?:set-)?cookie['"]?\s{0,3}:\s{0,3})(?!\*{2,}|\[redacted).{4,4000}/gi, '$1[redacted]'],
  [
    /\b([a-z][a-z0-9+.-]{1,30}:\/\/)(?!git@)[^\s/@:'"<>]{0,300}:[^\s/@'"<>]{1,1000}@/gi,
    '$1[redacted]@',
  ],
  [/\b([a-z][a-z0-9+.-]{1,30}:\/\/)(?!git@|\[redacted)[^\s/@:'"<>]{8,500}@/gi, '$1[redacted]@'],
  [
    /([?&](?:[\w.-]{0,40}(?:token|sig|signature|secret|password|passwd|pwd|api[_-]?key|auth|credential|session)|key|code|sas|access_key_id)=)(?!\*{2,}|\[redacted)[^\s&'"<>]{4,2000}/gi,
    '$1[redacted]',
  ],
  [
    /((?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)=)(?!\*{2,}|\[redacted)[^;\s'"]{4,1000}/gi,
    '$1[redacted]',
  ],
  [
    /(\s(?:-u|--user)[ =]['"]?[\w.@-]{1,100}:)(?!\*{2,}|\[redacted|\$)[^\s'"]{3,500}/g,
    '$1[redacted]',
  ],
  [
    /(\b(?:mysql\w{0,10}|mysqladmin|mariadb|sshpass|docker login|docker-login)\b[^\n]{0,200}? -p ?)(?!\*{2,}|\[redacted|\$)[^\s'"-][^\s'"]{2,200}/g,
    '$1[redacted]',
  ],
  [
    /\b(_(?:auth|authToken|password)\s{0,2}=\s{0,2})(?!\*{2,}|\[redacted|\$)\S{4,1000}/g,
    '$1[redacted]',
  ],
  [
    /\b(machine\s{1,4}\S{1,200}\s{1,4}login\s{1,4}\S{1,200}\s{1,4}password\s{1,4})\S{2,500}/g,
    '$1[redacted]',
  ],
];

const url = /\b[a-z][a-z0-9+.-]{1,20}:(?:\/\/)?[^\s"'<>]{3,2000}/gi;
const mail =
  /(?!git@)(?<![\w.+%-])[\w.+%-]{1,64}(?:@|%40)(?=[\w-]{0,62}[a-z])(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}\b/gi;
const holdsMail = /@|%40/;

function redactLine(line: string): string {
  let out = line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
  out = out.replace(keyOnOneLine, '[redacted private key]');
  for (const { kind, pattern } of secretShapes) out = out.replace(pattern, `[redacted ${kind}]`);
  for (const [pattern, stand] of named) out = out.replace(pattern, stand);
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
  return redactLines(text.split('\n')).join('\n');
}
