import type { Rule } from '../types.ts';

/** ESLint, Biome, Prettier, Ruff, Flake8, Pylint, Black, golangci, Checkstyle, Spotless, ktlint. */
export const linters: readonly Rule[] = [
  {
    name: 'eslint-line',
    when: /^ {1,8}\d{1,6}:\d{1,5} {1,8}error {1,8}\S/,
    weight: 91,
    category: 'lint',
    lead: 2,
    sample: `/src/cart.ts
  42:12  error  'total' is assigned a value but never used  @typescript-eslint/no-unused-vars`,
  },
  {
    name: 'eslint-unix',
    when: /^\S{1,250}:\d+:\d+: \S.{1,300} \[(?:Error|error)\/[\w@/-]{1,80}\]$/,
    weight: 91,
    category: 'lint',
    sample: "/src/cart.ts:42:12: 'total' is never used. [Error/no-unused-vars]",
  },
  {
    name: 'eslint-next',
    when: /^\d+:\d+ {1,3}Error: \S/,
    weight: 90,
    category: 'lint',
    lead: 1,
    sample: "42:12  Error: 'total' is never used.  @typescript-eslint/no-unused-vars",
  },
  {
    name: 'eslint-summary',
    when: /^✖ \d+ problems? \(\d+ errors?/,
    weight: 44,
    category: 'lint',
    sample: '✖ 2 problems (2 errors, 0 warnings)',
  },
  {
    name: 'prettier',
    when: /^\[(?:warn|error)\] (?!Code style|Error occurred|\d+ files)(?:\S{1,250}\.\w{1,10}|\S.{0,200}SyntaxError.{0,200})$|^\[error\] \S/,
    weight: 70,
    category: 'lint',
    sample: '[warn] src/cart.ts',
  },
  {
    name: 'prettier-summary',
    when: /^(?:\[warn\] )?(?:Code style issues|Forgot to run Prettier)/,
    weight: 50,
    category: 'lint',
    lead: 6,
    sample: '[warn] Code style issues found in 2 files. Run Prettier with --write to fix.',
  },
  {
    name: 'biome',
    when: /^\S{1,250}(?::\d+:\d+)? (?:lint|format|assist|organizeImports|parse|suppressions|ci|check)(?:\/[\w/]+)? .{0,40}━{4,}/,
    weight: 90,
    category: 'lint',
    mark: /^ {2}[×✖] \S/,
    sample: `src/cart.ts:42:12 lint/suspicious/noExplicitAny ━━━━━━━━━━━━━━━━━━━━

  × Unexpected any. Specify a different type.`,
  },
  {
    name: 'python-lint-line',
    when: /^\S{1,250}\.pyi?:\d+(?::\d+)?: (?:\[\w+\] )?[A-Z]{1,4}\d{2,5}:? \S/,
    weight: 91,
    category: 'lint',
    sample: "src/cart.py:42:12: F401 'os' imported but unused",
  },
  {
    name: 'ruff-full',
    when: /^[A-Z]{1,4}\d{3,4} (?:\[\*\] )?\S.{2,300}$/,
    weight: 90,
    category: 'lint',
    take: 8,
    sample: `F401 [*] \`os\` imported but unused
  --> src/cart.py:3:8`,
  },
  {
    name: 'ruff-syntax',
    when: /^invalid-syntax: \S/,
    weight: 90,
    category: 'lint',
    sample: 'invalid-syntax: Expected an expression',
  },
  {
    name: 'black',
    when: /^(?:would reformat|error: cannot format|Would reformat:) \S/,
    weight: 86,
    category: 'lint',
    sample: 'would reformat /src/cart.py',
  },
  {
    name: 'isort',
    when: /^ERROR: \S{1,250}\.py Imports are incorrectly sorted/,
    weight: 88,
    category: 'lint',
    sample: 'ERROR: /src/cart.py Imports are incorrectly sorted and/or formatted.',
  },
  {
    name: 'golangci',
    when: /^(?:\S{1,250}\.go:\d+(?::\d+)?: )?\S.{1,300} \((?:[a-z][a-z0-9]{2,30})\)$/,
    weight: 87,
    category: 'lint',
    take: 4,
    sample: 'cart/cart.go:42:12: Error return value of `f.Close` is not checked (errcheck)',
  },
  {
    name: 'checkstyle',
    when: /^(?:\[(?:ant:checkstyle|ERROR|WARN|checkstyle)\] ){1,2}.{0,300}\.(?:java|kt|xml|groovy|properties):\d+(?::\d+)?: .{2,300}\[\w+\]$/,
    weight: 92,
    category: 'lint',
    sample:
      "[ant:checkstyle] [ERROR] /src/Cart.java:491:77: '|' should be on a new line. [OperatorWrap]",
  },
  {
    // javac names a line and no column.
    name: 'checkstyle-plain',
    when: /^(?:\[ERROR\] )?\S{1,300}\.(?:java|kt|groovy|xml|properties):\d+:\d+: error: \S/,
    weight: 93,
    category: 'lint',
    sample: '/src/main/java/Cart.java:24:8: error: Unused import - java.util.LinkedList.',
  },
  {
    name: 'jvm-style-goal',
    when: /\b(?:failed|FAILED|violations|You have|Failed)\b.{0,120}(?:checkstyle|spotbugs|pmd|spotless|detekt|ktlint|licen[sc]e|javadoc|sonar|apache-rat|enforcer|animal-sniffer|revapi|japicmp)/,
    weight: 58,
    category: 'lint',
    sample: "Execution failed for task ':shop:checkstyleMain'.",
  },
  {
    name: 'spotless',
    when: /The following files had format violations:/,
    weight: 88,
    category: 'lint',
    take: 10,
    sample: '> The following files had format violations:',
  },
  {
    name: 'license-header',
    when: /Some files do not have the expected license header|Too many files with unapproved license|missing (?:license|copyright) header/i,
    weight: 80,
    category: 'lint',
    lead: 6,
    sample: '[ERROR] Some files do not have the expected license header',
  },
  {
    name: 'ktlint-detekt',
    when: /^\S{1,250}\.kts?:\d+:\d+:? (?!error)\S.{2,300}(?:\(\S{3,60}\)|\[\w+\])$/,
    weight: 89,
    category: 'lint',
    sample: '/src/Cart.kt:42:1: Unexpected blank line(s) before "}" (no-blank-line-before-rbrace)',
  },
];
