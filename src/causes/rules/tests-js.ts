import type { Rule } from '../types.ts';

/** Jest, Vitest, Mocha, Cypress, Playwright, node:test, AVA, TAP, Jasmine, Karma, WebdriverIO, Deno, Bun. */
export const jsTests: readonly Rule[] = [
  {
    name: 'jest-failure',
    when: /^ {2}● (?!Console$|Test suite failed|Deprecation|Validation Warning|Multiple configs).{2,}/,
    weight: 92,
    category: 'test',
    mark: /^ {4}(?!at |\d+ \||[>|] )\S/,
    markName: true,
    lead: 1,
    until: /^ {2}● /,
    take: 14,
    sample: `FAIL src/cart.test.ts
  ● totals › applies coupon

    expect(received).toBe(expected) // Object.is equality

    Expected: 100
    Received: 90

      40 |   const cart = total(items);
    > 41 |   expect(cart).toBe(100);
         |                ^

      at Object.<anonymous> (src/cart.test.ts:41:16)`,
  },
  {
    name: 'jest-suite',
    when: /^ {2}● Test suite failed to run/,
    weight: 92,
    category: 'test',
    mark: /^ {4}(?!at |\d+ \||[>|] )\S/,
    lead: 1,
    until: /^ {2}● /,
    take: 12,
    sample: `FAIL src/app.test.ts
  ● Test suite failed to run

    SyntaxError: Unexpected token 'export'`,
  },
  {
    name: 'jest-file',
    when: /^ ?FAIL +(?:\S+ +)?\S+\.(?:jsx?|tsx?|mjs|cjs|mts|vue|svelte|snap)(?: \(\d[\d.]* m?s\))?$/,
    weight: 72,
    category: 'test',
    sample: 'FAIL src/cart.test.ts (5.21 s)',
  },
  {
    name: 'vitest-failure',
    when: /^ {0,2}FAIL +(?:\|?[\w@/-]+\|? +)?\S+\.\w+ (?:>|\[) ?.+/,
    weight: 94,
    category: 'test',
    mark: /^\s*(?:\w*(?:Error|Exception)\b(?: \[?\w+\]?)?:|Snapshot |→ |expected |Test timed out)/,
    lead: 0,
    until: /^ {0,2}FAIL |^⎯+\[\d+/,
    take: 12,
    sample: ` FAIL  src/cart.test.ts > totals > applies coupon
AssertionError: expected 90 to be 100 // Object.is equality

- Expected
+ Received

- 100
+ 90

 ❯ src/cart.test.ts:42:18`,
  },
  {
    name: 'vitest-cross',
    when: /^ {2,8}[×✗✘] \S.{0,300}(?: \d+ ?ms)?$/,
    weight: 94,
    category: 'test',
    needs: /^ {2,10}→ \S/,
    mark: /^ {2,10}→ \S/,
    markName: true,
    until: /^ {1,8}[×✓✗✘❯] /,
    take: 6,
    sample: `   × totals > applies coupon 15ms
     → expected 90 to be 100 // Object.is equality`,
  },
  {
    name: 'mocha-failure',
    when: /^ {1,4}\d{1,4}\) \S.{0,300}$/,
    weight: 90,
    category: 'test',
    markName: true,
    mark: /^ {4,12}(?:Uncaught )?(?:\w*(?:Error|Exception)\b[^:]{0,60}:|Timeout of \d|expected )/,
    lead: 3,
    until: /^ {1,4}\d{1,4}\) |^ {2,6}\d{1,6} (?:passing|failing|pending)/,
    needs: /^ {4,12}(?:Uncaught )?\w*(?:Error|Exception)\b|^ {6,12}at \S|^ {4,12}expected /,
    take: 12,
    sample: `  2 passing (9s)
  1 failing

  1) totals
       applies coupon:
     AssertionError: expected 90 to equal 100
      at Context.<anonymous> (test/cart.test.js:28:11)`,
  },
  {
    name: 'playwright-failure',
    when: /^ {1,4}\d{1,4}\) (?:\[[^\]]{1,60}\] )?\S{1,4} .{0,200}\.\w{1,4}:\d+:\d+/,
    weight: 94,
    category: 'test',
    mark: /^ {2,8}(?:\w*Error\b[^:]{0,80}:|Test timeout of \d|Error:)/,
    lead: 0,
    until: /^ {1,4}\d{1,4}\) |^ {4,}Retry #/,
    take: 14,
    sample: `  1) [chromium] › tests/login.spec.ts:12:5 › login › shows the form ─────────────

    Error: Timed out 5000ms waiting for expect(locator).toBeVisible()

    Locator: getByRole('form')`,
  },
  {
    name: 'node-test',
    when: /^\s{0,8}✖ (?!failing tests).{2,200}\(\d[\d.]*ms\)$/,
    weight: 86,
    category: 'test',
    mark: /^\s{2,12}(?:\w*Error\b[^:]{0,60}:|Error)/,
    until: /^\s{0,8}[✔✖] /,
    sample: `✖ applies coupon (1.23ms)
  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:`,
  },
  {
    name: 'tap-not-ok',
    when: /^\s{0,8}not ok \d+ (?!.{0,200}# (?:TODO|SKIP|skip|todo))/,
    weight: 86,
    category: 'test',
    mark: /^\s{2,12}(?:error|message): ['"|]?\S/,
    until: /^\s{0,8}(?:not )?ok \d/,
    take: 10,
    sample: `not ok 3 - applies coupon
  ---
  error: 'expected 90 to equal 100'`,
  },
  {
    name: 'ava-failure',
    when: /^ {2}✘ \[fail\]: /,
    weight: 88,
    category: 'test',
    sample: '  ✘ [fail]: totals › applies coupon',
  },
  {
    name: 'jasmine-failure',
    when: /^\d{1,4}\) .{3,200}$/,
    weight: 60,
    category: 'test',
    mark: /^ {4}(?:Expected |Error|\w+Error)/,
    needs: /^ {2}Message:/,
    sample: `Failures:
1) totals applies coupon
  Message:
    Expected 90 to be 100.`,
  },
  {
    name: 'karma-failure',
    cue: [' FAILED'],
    when: /^(?:Chrome|Firefox|HeadlessChrome|ChromeHeadless|Edge|Safari|Electron|PhantomJS)\b.{0,80}\) .{1,200} FAILED$/,
    weight: 92,
    category: 'test',
    mark: /^\t?\s*(?:Expected |\w*Error:)/,
    sample: `Chrome Headless 120.0.0.0 (Linux x86_64) totals applies coupon FAILED
	Expected 90 to be 100.`,
  },
  {
    name: 'bun-failure',
    when: /^(?:\(fail\)|✗) .{2,200} \[\d[\d.]*m?s\]$/,
    weight: 88,
    category: 'test',
    lead: 10,
    sample: '(fail) totals > applies coupon [1.02ms]',
  },
  {
    name: 'deno-failure',
    cue: ['... FAILED'],
    when: /^\S.{0,200} \.\.\. FAILED \(\d+m?s\)$/,
    weight: 82,
    category: 'test',
    sample: 'totals applies coupon ... FAILED (5ms)',
  },
  {
    name: 'coverage-threshold',
    when: /coverage threshold for .{0,80}not met|^ERROR: Coverage for \w+ \(.{0,60}does not meet|Required test coverage of .{1,20} not reached|Coverage failure: total of|does not meet (?:global )?threshold/i,
    weight: 75,
    category: 'test',
    sample: 'Jest: "global" coverage threshold for lines (80%) not met: 71.2%',
  },
  {
    name: 'assertion-thrown',
    when: /^\s{0,10}(?:Uncaught )?AssertionError(?: \[\w+\])?: \S/,
    weight: 74,
    category: 'test',
    sample: 'AssertionError: expected 90 to be 100 // Object.is equality',
  },
  {
    name: 'snapshot-obsolete',
    when: /^ {0,3}› \d+ snapshots? (?:failed|obsolete)|^New snapshot was not written/,
    weight: 40,
    category: 'test',
    sample: ' › 1 snapshot failed.',
  },
  {
    name: 'jest-configuration',
    when: /^● (?:Validation|Configuration|Multiple) ?\w{0,20}/,
    weight: 86,
    category: 'configuration',
    mark: /^ {2}\S.{5,}/,
    sample: `● Validation Error:

  Test environment jest-environment-jsdom cannot be found.`,
  },
  {
    name: 'browser-missing',
    when: /Executable doesn't exist at|Cypress binary is missing|[Ff]ailed to launch (?:the )?browser|Could not find (?:Chrome|Chromium|Firefox|browser)|error while loading shared libraries/,
    weight: 86,
    category: 'configuration',
    sample:
      "browserType.launch: Executable doesn't exist at /home/ci/.cache/ms-playwright/chromium-1000/chrome",
  },
  {
    name: 'cross-test',
    when: /^\s{0,8}[✗✘✖×❌✕] {0,2}(?!\d+ (?:of|tests?|problem)).{0,100}(?:test|spec)/i,
    weight: 76,
    category: 'test',
    sample: '  ✗ test_collision_bug_fix.py (2s)',
  },
  {
    name: 'tests-failed',
    cue: ['fail', 'pass'],
    when: /^.{0,40}\b(?:[1-9]\d{0,6}) (?:tests?|specs?|examples?|scenarios?|assertions?|suites?|test\(s\))\b.{0,20}\b(?:failed|failing|failures?|did not pass)/i,
    weight: 36,
    category: 'test',
    sample: '[ERROR] ❌ 2 test(s) failed',
  },
  {
    name: 'cypress-summary',
    when: /^\s*│ {1,4}✖ {2}\S+/,
    weight: 60,
    category: 'test',
    sample:
      '  │ ✖  cart.cy.ts                 00:12        3        2        1        -        - │',
  },
];
