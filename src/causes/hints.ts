import type { Category } from './types.ts';

/** A word that, where no rule knows better, tells the kind of failure; with a line that shows it. */
export type Hint = { category: Category; word: RegExp; sample: string };

/** For the marked line. In order: what is rarer and tells more comes first. */
export const lineHints: readonly Hint[] = [
  {
    category: 'memory',
    word: /out of memory|\bOOM\b|heap (?:space|limit)/i,
    sample: 'worker ran out of memory',
  },
  { category: 'disk', word: /disk (?:is )?full|no space|quota/i, sample: 'the disk is full' },
  {
    category: 'permission',
    word: /\b(?:tokens?|credentials?|permissions?|unauthori[sz]ed|forbidden|denied|(?<!\.)log(?:ged)? ?in|authenticat\w+|authori[sz]\w+|access key|api[ _-]?key|40[13])\b/i,
    sample: 'Could not deploy: the token is not valid',
  },
  {
    category: 'timeout',
    word: /tim(?:ed|e)[ -]?out|deadline|took too long/i,
    sample: 'gave up: timeout after 30 s',
  },
  {
    category: 'network',
    word: /\b(?:network|connection|connect|socket|DNS|host|proxy|unreachable|5\d\d (?:error|status)|HTTP 5\d\d|gateway)\b/i,
    sample: 'lost the connection to the registry',
  },
  {
    category: 'lint',
    word: /\b(?:lint\w*|format(?:ted|ting)|style|spelling|dead links?|commit messages?|pull request title|PR title|licen[sc]e|changelog|changesets?|TODO)\b/i,
    sample: 'No release type found in pull request title "Fix"',
  },
  {
    category: 'dependency',
    word: /\b(?:dependenc(?:y|ies)|lock ?file|vulnerabilit(?:y|ies)|incompatible|peer|packages?(?!\.json)|modules?)\b/i,
    sample: 'the lockfile does not fit',
  },
  {
    category: 'types',
    word: /\btypes?\b.{0,40}\b(?:error|mismatch|incompatible|assignable)/i,
    sample: 'type error in cart',
  },
  {
    category: 'compile',
    word: /compil[ei]|\b(?:syntax|parse|undeclared|undefined (?:symbol|reference))\b/i,
    sample: 'could not compile the shop',
  },
  {
    category: 'test',
    word: /\b(?:tests?|specs?|assert\w*|expected|scenario)\b|:\w{0,40}[tT]est\w{0,20}'/i,
    sample: '3 of 12 specs did not pass',
  },
  {
    category: 'configuration',
    word: /already[ _]exists|does not exist|not found|couldn't|unknown|invalid|unsupported|required|missing|must be|not match|mismatch|no such|not (?:set|defined|supported|allowed)|option|config\w*|environment|variable|input|argument|syntax/i,
    sample: "Validation Failed: 'name' already_exists",
  },
];

/** For the step's name, which says what was tried. */
export const stepHints: readonly Hint[] = [
  { category: 'types', word: /type-?check|\btsc\b|mypy|pyright/i, sample: 'Run npm run typecheck' },
  {
    category: 'lint',
    word: /lint|format|fmt|prettier|style|clippy|ruff|black|vet\b|spell|checkstyle|rubocop|pre-commit/i,
    sample: 'Run terraform fmt -check',
  },
  {
    category: 'test',
    word: /\btests?\b|pytest|jest|vitest|spec\b|e2e|cypress|playwright|coverage/i,
    sample: 'Run npm test',
  },
  {
    category: 'dependency',
    word: /\binstall\b|npm ci|dependenc|restore|\bbundle\b|pip |poetry|composer|audit/i,
    sample: 'Run npm ci',
  },
  { category: 'compile', word: /\b(?:build|compile)\b/i, sample: 'Run npm run build' },
  {
    category: 'configuration',
    word: /setup|set up|deploy|release|publish|terraform|docker|helm|kubectl|configure/i,
    sample: 'Run ./deploy.sh',
  },
];

/** What the words of a text tell, if anything. */
export function hinted(hints: readonly Hint[], text: string): Category | undefined {
  return hints.find((hint) => hint.word.test(text.slice(0, 400)))?.category;
}
