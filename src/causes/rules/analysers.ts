import type { Rule } from '../types.ts';

/** Semgrep, Conftest, dependency review, CodeQL, dead code and licences, load and API tests. */
export const analysers: readonly Rule[] = [
  {
    name: 'semgrep',
    when: /^\s{0,8}❯{1,2}❱ ?\S/,
    weight: 88,
    category: 'lint',
    take: 6,
    sample: '   ❯❯❱ javascript.lang.security.audit.eval-detected.eval-detected',
  },
  {
    name: 'conftest',
    when: /^FAIL - \S{1,250} - \S/,
    weight: 88,
    category: 'lint',
    sample: 'FAIL - k8s/deployment.yaml - main - Containers must not run as root',
  },
  {
    name: 'dependency-review',
    when: /^\S{1,200} » \S{1,200}@\S{1,60} – \S/,
    weight: 86,
    category: 'dependency',
    sample: 'package-lock.json » lodash@4.17.20 – Command Injection in lodash (high severity)',
  },
  {
    name: 'codeql',
    when: /\[build-stderr\] (?!.{0,40}(?:warning|WARN))\S.{4,}|^A fatal error occurred: \S|CodeQL analyses from advanced configurations cannot/,
    weight: 74,
    category: 'configuration',
    sample: '[2025-01-02 03:04:06] [build-stderr] No supported build system detected.',
  },
  {
    name: 'depcheck',
    when: /^(?:Unused|Missing) (?:dev)?[dD]ependencies$/,
    weight: 78,
    category: 'dependency',
    mark: /^\* \S/,
    take: 6,
    sample: `Missing dependencies
* lodash: ./index.js`,
  },
  {
    name: 'licence',
    when: /is licensed under ".{1,80}" which is not permitted|^(?:\[ERROR\] )?Dependency ".{1,100}" has the licen[cs]e /,
    weight: 84,
    category: 'lint',
    sample:
      'Package "left-pad@1.0.0" is licensed under "GPL-3.0" which is not permitted by the list.',
  },
  {
    name: 'publint',
    when: /^Errors:$/,
    weight: 72,
    category: 'lint',
    mark: /^1\. \S/,
    take: 4,
    sample: `Errors:
1. pkg.main is nope.js but the file does not exist.`,
  },
  {
    name: 'k6',
    when: /level=error msg="thresholds on metrics /,
    weight: 91,
    category: 'test',
    lead: 6,
    sample: `time="2025-01-02T03:04:05Z" level=error msg="thresholds on metrics 'http_req_duration' have been crossed"`,
  },
  {
    name: 'newman',
    when: /^\s{0,4}\d{1,4}\. {1,3}(?:Assertion|Type|Reference|Syntax)?Error {3,}\S/,
    weight: 91,
    category: 'test',
    take: 4,
    sample: ' 1.  AssertionError            Status code is 200',
  },
  {
    name: 'karma-launcher',
    when: /:ERROR \[launcher\]: (?:Cannot|Can not|No binary)/,
    weight: 90,
    category: 'configuration',
    take: 4,
    sample: '02 01 2025 03:04:06.678:ERROR [launcher]: Cannot start ChromeHeadless',
  },
  {
    name: 'linkcheck',
    when: /^\(.{1,200}: line +\d+\) broken {2,}\S/,
    weight: 86,
    category: 'lint',
    sample: '(index: line   18) broken    https://acme.dev/old - 404 Client Error: Not Found',
  },
  {
    name: 'yamllint-annotation',
    when: /^\d+:\d+ \[[a-z-]{3,40}\] \S/,
    weight: 84,
    category: 'lint',
    sample: '12:1 [trailing-spaces] trailing spaces',
  },
  {
    name: 'ansible-lint',
    when: /^[a-z][a-z-]{2,40}\[[a-z-]{3,40}\]: \S/,
    weight: 84,
    category: 'lint',
    take: 2,
    sample: 'name[missing]: All tasks should be named.',
  },
  {
    name: 'android-lint',
    when: /^\S{1,250}\.(?:xml|kts?|java|gradle|png):\d+: Error: .{2,300} \[\w{3,60}\]$/,
    weight: 88,
    category: 'lint',
    sample:
      'app/src/main/AndroidManifest.xml:12: Error: Missing android:exported [IntentFilterExportedReceiver]',
  },
  {
    name: 'sign-off',
    when: /^Commit sha: \w{7,40}, Author: /,
    weight: 82,
    category: 'lint',
    sample:
      'Commit sha: 0a1b2c3, Author: Dana, Committer: Dana; Expected "Dana dana@acme.dev", but got "Dana"',
  },
  {
    name: 'codegen',
    when: /^\[FAILED\] (?:Unable to find any GraphQL|Failed to load schema)/,
    weight: 91,
    category: 'configuration',
    sample: '[FAILED] Unable to find any GraphQL type definitions for the following pointers:',
  },
  {
    name: 'coverage-gate',
    when: /^(?:codecov\/\w+: |.{0,40}[Cc]overage .{0,80}(?:below|under|less than|does not meet|lower than|decreased)|ERROR: Coverage for )/,
    weight: 76,
    category: 'test',
    sample: 'Coverage of changed lines is 62.5 %, which is below the minimum of 80 %',
  },
  {
    name: 'migrations-missing',
    when: /^Migrations for '\w{1,80}':$|^Your models .{0,60}have changes that are not yet reflected/,
    weight: 74,
    category: 'configuration',
    take: 4,
    sample: `Migrations for 'cart':
  cart/migrations/0002_total.py`,
  },
  {
    name: 'no-tests',
    when: /^(?:Error: )?No tests? (?:files )?(?:found\b|to run)|^={3,} (?:no tests ran|\d+ deselected) in /,
    weight: 74,
    category: 'test',
    sample: 'No test files found, exiting with code 1',
  },
];
