import type { Flag } from './types.ts';

/** Characters of a line that are looked at; what follows never names the cause. */
export const lineWidth = 1000;

const byteOrderMark = /^\uFEFF/;
// CSI, OSC and two-character escapes; then CSI whose escape was saved as ^[ or lost on the way.
const ansi = new RegExp(
  [
    '[\\x1b\\x9b]\\[[0-?]*[ -/]*[@-~]',
    '\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?',
    '\\x1b[ -/]?[0-~]',
    '\\^\\[\\[[0-9;?]*[A-Za-z]',
    '\\[[0-9]{1,3}(?:;[0-9]{1,3}){0,4}m(?!\\])',
  ].join('|'),
  'g',
);
const lostEscape = /\^\[\[|\[\d{1,3}[;m]/;
// Everything that a chat client would not show as text, tabs apart.
const controls = /(?!\t)[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\uFEFF]/gu;
const plain = /^[\t -~]*$/;
/** `gh run view --log`: job, step, then the line; either may stand as UNKNOWN STEP. */
const exported = /^[^\t]{0,200}\t([^\t]{0,200})\t\uFEFF?(?=\d{4}-\d\d-\d\dT)/;
const stamp =
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)\]?(?: 0[0-9][OE][ +]?)?\s?/;
const flagged = /^(?:##\[(\w+)\]|::(\w+)(?: [^:]{0,300})?::)/;

/**
 * Prefixes that runners of several things at once put before each line. What remains is what the tool said.
 * Each with a line that shows it.
 */
const prefixes: readonly RegExp[] = [
  /^#\d{1,4} (?:\d{1,6}\.\d{1,3} )?/, // #10 0.667 npm error code EUSAGE
  /^[\w.-]{1,60}[_-]\d{1,3}\s{0,20}\| ?/, // test_1  | npm ERR! code ERESOLVE
  /^(?:@[\w.-]{1,60}\/)?[\w.-]{1,60}:[A-Za-z][\w.:-]{0,40}: ?/, // web:test: FAIL src/a.test.ts
  /^(?:[\w.@-]{1,40}\/){0,5}[\w.@-]{1,40} (?:test|build|lint|check|typecheck|compile)(?::[\w-]{1,30})?: /, // packages/a test: FAIL
  /^\s{0,8}\[(?:junit|javac|exec|java|junitlauncher|testng|ant:\w{1,20}|groovyc|echo)\] ?/, // [junit] FAILED
  /^\[\d{1,3}\] /, // [0] error TS2304
  /^[│┃┆] {1,2}(?=\S)/, // │ Error: Unsupported argument
];
const anyPrefix = new RegExp(prefixes.map((prefix) => prefix.source).join('|'));
const looksLikeCode =
  /^(?:error|warning|fatal|ERROR|FATAL|FAIL|E|note|std|http|https|file|npm|java|org|com|io):|^\d+:\d|::|^[\w.-]+\.\w{1,5}:\d/;

/** Takes the colours and other terminal escapes away, also the ones saved as `^[[1m` or `[1m`. */
export function stripAnsi(text: string): string {
  const holdsAnsi = text.includes('\u001b') || text.includes('\u009b') || lostEscape.test(text);
  return holdsAnsi ? text.replace(ansi, '') : text;
}

/** What a terminal would show of a line that rewrites itself: its last state that is not blank. */
function lastState(text: string): string {
  if (!text.includes('\r')) return text;
  const states = text.split('\r').filter((state) => state.trim() !== '');
  return states.at(-1) ?? '';
}

function stripPrefix(text: string): string {
  const found = anyPrefix.exec(text);
  return found && !looksLikeCode.test(text) ? text.slice(found[0].length) : text;
}

export type CleanLine = { text: string; flag: Flag; exportedStep?: string };

const flags: Record<string, Flag> = {
  error: 'error',
  warning: 'warning',
  debug: 'debug',
  command: 'command',
  group: 'group',
  endgroup: 'endgroup',
};

/** A line as a person would read it: no escapes, timestamp or prefix, and what GitHub flagged it as. */
export function cleanLine(raw: string): CleanLine {
  let text = raw.length > lineWidth ? raw.slice(0, lineWidth) : raw;
  text = lastState(text.replace(byteOrderMark, ''));
  const fromExport = text.includes('\t') ? exported.exec(text) : null;
  if (fromExport) text = text.slice(fromExport[0].length);
  text = stripAnsi(text.replace(stamp, ''));
  if (!plain.test(text)) text = text.replace(controls, '');
  text = text.trimEnd();
  const mark = text.startsWith('##[') || text.startsWith('::') ? flagged.exec(text) : null;
  const flag = mark ? (flags[mark[1] ?? mark[2] ?? ''] ?? 'none') : 'none';
  text = mark && flag !== 'none' ? text.slice(mark[0].length) : text;
  const line: CleanLine = { text: flag === 'group' ? text : stripPrefix(text), flag };
  return fromExport?.[1] ? { ...line, exportedStep: fromExport[1] } : line;
}
