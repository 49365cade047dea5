import { type Block, preformatted } from '../../core/blocks.ts';
import type { Category, Cause, Finding, SuspectCommit } from '../../core/cause.ts';
import { formatDuration } from '../../core/duration.ts';
import { type Inline, link, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import type { Job } from '../../core/records.ts';
import { count, cut, list, shortSha } from '../../core/text.ts';
import { durationOf, jobLine, short } from './words.ts';

/** Slack ids of commits' authors, by sha, as far as they are known. */
export type Authors = ReadonlyMap<string, string>;

const categoryWords: Record<Category, string> = {
  test: 'Test failure',
  compile: 'Compile error',
  types: 'Type error',
  lint: 'Lint error',
  dependency: 'Dependency problem',
  network: 'Network trouble',
  memory: 'Out of memory',
  disk: 'Disk full',
  timeout: 'Timed out',
  permission: 'Permission refused',
  configuration: 'Configuration error',
  runner: 'Runner trouble',
  cancelled: 'Cancelled',
  derived: 'Fails because another job failed',
  unknown: 'The log does not say why',
};

/** What kind of failure it is, in a word or two. */
export const categoryWord = (category: Category): string => categoryWords[category];

/** `test (node 22) › Run npm test · exit code 1 · 2 m 14 s`, or the jobs of a matrix that failed alike. */
export function failedLine(job: Job, finding: Finding | undefined): Inline[] {
  if (!finding || finding.jobId !== job.id) return jobLine(job);
  const { cause, alike } = finding;
  const length = durationOf(job.startedAt, job.completedAt);
  const name = alike.length > 0 ? job.name.replace(/ \([^()]*\)$/, '') : job.name;
  return [
    link(job.url, short(name), 'bold'),
    cause.step ? ` › ${short(cause.step)}` : '',
    cause.exitCode === undefined ? '' : ` · exit code ${cause.exitCode}`,
    length === null ? '' : ` · ${formatDuration(length)}`,
    alike.length > 0 ? ` · ${variantsWords(finding)}` : '',
  ];
}

const mostVariants = 6;

/** `on 6 of 8: node 20, node 22 …`; of a matrix that is not known in full, the variants alone. */
function variantsWords({ alike, variants = 0 }: Finding): string {
  const named = alike.slice(0, mostVariants).map(short);
  const rest = alike.length - named.length;
  const all = list(rest > 0 ? [...named, `${rest} more`] : named);
  if (variants > alike.length) return `on ${alike.length} of ${variants}: ${all}`;
  return variants === alike.length && variants > 2 ? `on all ${variants}: ${all}` : `on ${all}`;
}

/** A blank line, a rule, or the bare number of a source line costs room and tells nothing. */
const saysSomething = /[\p{L}]|\d[^|\s]*$/u;

/** The lines of the log that say why, the cause marked, at most `most` of them. */
export function excerpt(cause: Cause, most: number): Block[] {
  if (cause.lines.length === 0) return [];
  const said = cause.lines.filter((line) => line.marked || saysSomething.test(line.text));
  const at = Math.max(
    0,
    said.findIndex((line) => line.marked),
  );
  const from = Math.max(0, Math.min(at - Math.floor(most / 3), said.length - most));
  return [shown(said.slice(from, from + most))];
}

/** All lines that were kept, as they stood in the log. */
export const wholeExcerpt = ({ lines }: Cause): Block[] =>
  lines.length === 0 ? [] : [shown(lines)];

function shown(lines: Cause['lines']): Block {
  const text = lines.map(({ marked, text: said }) => `${marked ? '→ ' : '  '}${cut(said, 180)}`);
  // Twenty lines of 180 characters: none is cut off.
  return preformatted(text.join('\n'), 4000);
}

/** `Test failure, seen 7 times since 3 Nov, last fixed by 4e5f6a7.` */
export function verdictLine(finding: Finding, options: { now: number; url: string }): Inline[] {
  const { cause, seen } = finding;
  if (!cause.readable) return [cause.evidence];
  const more = cause.more > 0 ? ` and ${count(cause.more, 'more like it', 'more like it')}` : '';
  const kind = `${categoryWord(cause.category)}${more}`;
  if (cause.category === 'unknown') return [`${kind}.`];
  if (!seen) return [`${kind}, not seen before.`];
  return [
    `${kind}, seen ${seen.times === 1 ? 'once before,' : `${count(seen.times, 'time')} since`} `,
    at(seen.since, options.now),
    ...(seen.lastFix
      ? [', last fixed by ', link(`${options.url}/commit/${seen.lastFix}`, shortSha(seen.lastFix))]
      : []),
    '.',
    elsewhereWords(seen.elsewhere),
  ];
}

const mostElsewhere = 4;

/** ` Same as on main and release/1.`; of many, how many they are. */
function elsewhereWords(elsewhere: readonly string[]): string {
  if (elsewhere.length === 0) return '';
  const few = elsewhere.length <= mostElsewhere + 1;
  const named = elsewhere.slice(0, few ? mostElsewhere + 1 : mostElsewhere).map(short);
  const rest = elsewhere.length - named.length;
  return ` Same as on ${list(rest > 0 ? [...named, `${rest} others`] : named)}.`;
}

/** What somebody said about mending it the last time. */
export const mendedLine = (finding: Finding): Inline[][] =>
  finding.seen?.mendedHow
    ? [[`Fixed last time: “${cut(finding.seen.mendedHow.replace(/\s+/g, ' '), 200)}”`]]
    : [];

/** `Looks flaky (red and green on 3 of 8 commits run more than once): probably not your commit.` */
export const flakyLine = (finding: Finding): Inline[][] =>
  finding.flaky ? [[`Looks flaky (${finding.flaky}): probably not your commit.`]] : [];

/** The commits that the failure points at, with what speaks for each and no more certainty than there is. */
export function suspectsLine(
  suspects: readonly SuspectCommit[],
  options: { url: string; authors: Authors },
): Inline[][] {
  const named = suspects.filter((suspect) => suspect.reason).slice(0, 2);
  const shown = named.length > 0 ? named : suspects.slice(0, 1);
  if (shown.length === 0) return [];
  const rest = suspects.length - shown.length;
  const lines = shown.map((suspect, index): Inline[] => [
    index === 0 ? (named.length > 0 ? 'Suspect: ' : 'Since then: ') : '             ',
    ...suspectWords(suspect, options),
    index === shown.length - 1 && rest > 0 ? ` · ${count(rest, 'other commit')}` : '',
  ]);
  return lines;
}

function suspectWords(
  suspect: SuspectCommit,
  { url, authors }: { url: string; authors: Authors },
): Inline[] {
  const author = authors.get(suspect.sha);
  return [
    link(`${url}/commit/${suspect.sha}`, shortSha(suspect.sha)),
    ` “${cut(suspect.title, 80)}” by `,
    author ? mention(author) : (suspect.authorLogin ?? suspect.authorName),
    ...pullWords(suspect, url),
    suspect.reason ? ` (${suspect.reason})` : '',
  ];
}

/** ` in #412`, unless the title says so already. */
function pullWords({ pull, title }: SuspectCommit, url: string): Inline[] {
  if (pull === undefined || title.includes(`#${pull}`)) return [];
  return [' in ', link(`${url}/pull/${pull}`, `#${pull}`)];
}
