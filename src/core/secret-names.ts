/** Names that say it whatever stands before them, as in `dbPassword`, and short ones that need a word of their own. */
const longNames =
  'pass(?:word|wd|phrase|code)|secret|token|credentials?|(?:api|app|auth|access|secret|private|signing|encryption|account|master|license|shared[_-]?access|secret[_-]?access)[_-]?key(?:[_-]?id)?|shared[_-]?access[_-]?signature|client[_-]?secret|_auth|_password|connection[_-]?string|webhook[_-]?url|session[_-]?id|csrf\\w{0,20}';
const shortNames = 'pass|pwd|dsn|otp';
const nameOfSecret = `(?!public[_-]?key[_-]?token)(?:[\\w.-]{0,60}(?:${longNames})|(?:[\\w.-]{0,60}[_.-])?(?:${shortNames}))`;
/** What stands where a secret would and is none: masks, references, words. */
const harmless =
  '(?!\\*{2,}|=|\\[redacted|[\'"]?(?:\\$[({A-Za-z]|\\{\\{|<|%|v?\\d{1,6}(?:\\.\\d{1,6}){1,3}(?![\\w.])|null\\b|none\\b|nil\\b|true\\b|false\\b|undefined\\b|required\\b|optional\\b|missing\\b|string\\b|expected\\b|unexpected\\b|invalid\\b|not\\b|is\\b|process\\.|env\\.|secrets?\\.|\\.\\.\\.))';
const value = '(?:"[^"\\n]{1,1000}"|\'[^\'\\n]{1,1000}\'|[^\\s"\',;&|)}\\]]{1,1000})';
/** After a colon prose is likely, so that the value has to look like a secret: eight characters, a digit among them. */
const telling = '(?=["\']?(?=[^\\s"\']{8})[^\\s"\'\\d]{0,200}\\d)';

/** Around a spaced `=` code is likely, in which a name or a call follows: it takes quotes, or a digit. */
const assigned = `(?:(?=["'])|(?=[^\\s"']{6})(?=[^\\s"'\\d(]{0,200}\\d))${value}`;

export type Replacement = readonly [pattern: RegExp, stand: string];

/** Secrets that are known by what stands before them; that part is kept, so that a reader still sees what it was. */
export const namedSecrets: readonly Replacement[] = [
  [
    new RegExp(`((?:^|[^\\w$])${nameOfSecret}['"]?(?:=>?|:=))${harmless}${value}`, 'gi'),
    '$1[redacted]',
  ],
  [
    new RegExp(
      `((?:^|[^\\w$])${nameOfSecret}['"]?\\s{0,3}(?:=>?|:=)\\s{1,3})${harmless}${assigned}`,
      'gi',
    ),
    '$1[redacted]',
  ],
  [
    new RegExp(
      `((?:^|[\\s'"{,(/%\\\\])${nameOfSecret}['"]?\\s{0,3}:(?!:)\\s{0,3})${harmless}${telling}${value}`,
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
    /((?:proxy-)?authorization['"]?\s{0,3}[:=]\s{0,3}['"]?(?:(?:basic|bearer|token|digest|apikey|negotiate|aws4-hmac-sha256)\s{1,3})?)(?!(?:\w{1,20}\s{1,3})?(?:\*{2,}|\[redacted|\$))[^\s'",][^\s'"]{3,4000}/gi,
    '$1[redacted]',
  ],
  [
    /\b((?:Bearer|Basic)\s{1,3})(?!\*{2,}|auth|token|\[redacted|\$)(?=[\w+/=.~-]{0,60}[\d=+/])[\w+/=.~-]{12,4000}/gi,
    '$1[redacted]',
  ],
  [
    /\b((?:x-(?:[\w-]{0,40}[_-])?(?:key|token|secret|auth)|private-token|job-token|api-key)['"]?\s{0,3}[:=]\s{0,3}['"]?)(?!\*{2,}|\[redacted|\$)[^\s'"]{4,2000}/gi,
    '$1[redacted]',
  ],
  [
    /\b((?:set-)?cookie['"]?\s{0,3}:)(?!\s{0,3}(?:\*{2,}|\[redacted))\s{0,3}.{4,4000}/gi,
    '$1 [redacted]',
  ],
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

const keyed = 'api app auth access private signing encryption account master license'.split(' ');

/** Whatever one of {@link namedSecrets} matches holds one of these, in any case; addresses apart. */
export const namedMarks: readonly string[] = [
  ...'pass pwd dsn otp secret token credential'.split(' '),
  ...'_auth -auth auth= authorization bearer cookie csrf session signature'.split(' '),
  ...'connection webhook sig= sas= ?key= &key= ?code= &code= -key _key --user mysql mariadb'.split(
    ' ',
  ),
  ...keyed.map((name) => `${name.at(-1)}key`),
  'basic ',
  'basic\t',
  'basic\\',
  'docker login',
  'docker-login',
  '-u ',
  '-u=',
];

const wholeName = new RegExp(`^${nameOfSecret}$`, 'i');

/** Whether what goes by this name is a secret, as in `{"dbPassword": "…"}`. */
export function namesSecret(name: string): boolean {
  return name.length < 100 && wholeName.test(name);
}
