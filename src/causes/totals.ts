/** A last line in which a tool counts its failures; with a line that shows it. */
export type Total = { when: RegExp; sample: string; failures: number };

export const totals: readonly Total[] = [
  {
    when: /^Tests: {2,}(\d+) failed/,
    sample: 'Tests:       3 failed, 7 passed, 10 total',
    failures: 3,
  },
  {
    when: /^ {2,6}Tests {2}(\d+) failed/,
    sample: '      Tests  59 failed | 172 passed (231)',
    failures: 59,
  },
  { when: /^ {2}(\d+) failing/, sample: '  2 failing', failures: 2 },
  { when: /^ {2}(\d+) failed$/, sample: '  4 failed', failures: 4 },
  {
    when: /^={2,} .{0,40}?(\d+) (?:failed|errors?)\b.{0,120} in [\d.]+/,
    sample: '=== 26 failed, 1062 passed in 48.40s ===',
    failures: 26,
  },
  {
    when: /^FAILED \(.{0,40}?(?:failures|errors)=(\d+)/,
    sample: 'FAILED (failures=2, errors=1)',
    failures: 2,
  },
  {
    when: /^\d+ tests? completed, (\d+) failed/,
    sample: '556 tests completed, 12 failed',
    failures: 12,
  },
  {
    when: /^test result: FAILED\. \d+ passed; (\d+) failed/,
    sample: 'test result: FAILED. 2 passed; 5 failed; 0 ignored',
    failures: 5,
  },
  { when: /^\d+ examples?, (\d+) failures?/, sample: '10 examples, 3 failures', failures: 3 },
  {
    when: /^Failed! {2}- Failed: {1,8}(\d+)/,
    sample: 'Failed!  - Failed:     4, Passed:    41',
    failures: 4,
  },
  { when: /^Found (\d+) errors?\b/, sample: 'Found 28 errors.', failures: 28 },
  {
    when: /^✖ \d+ problems? \((\d+) errors?/,
    sample: '✖ 12 problems (7 errors, 5 warnings)',
    failures: 7,
  },
  {
    when: /could not compile .{1,100} due to (?:(\d+) previous|previous) errors?/,
    sample: 'error: could not compile `shop` (lib) due to 265 previous errors',
    failures: 265,
  },
  { when: /^ {0,4}(\d+) Error\(s\)/, sample: '    3 Error(s)', failures: 3 },
];

/** How many failures the line says that there were. */
export function totalOf(text: string): number | undefined {
  for (const total of totals) {
    const found = total.when.exec(text.slice(0, 300));
    if (found) return Number(found[1] ?? 1);
  }
  return undefined;
}
