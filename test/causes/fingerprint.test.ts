import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/causes/fingerprint.ts';
import { readCause } from '../../src/causes/read.ts';

/** What differs between two runs of the same failure. */
type Run = {
  root: string;
  hash: string;
  port: number;
  pid: number;
  stamp: string;
  ms: number;
  host: string;
  uuid: string;
  temp: string;
  line: number;
};

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const name = fc
  .array(fc.constantFrom(...'abcdefgh'), { minLength: 3, maxLength: 9 })
  .map((all) => all.join(''));
const two = (max: number) =>
  fc.integer({ min: 1, max }).map((number) => String(number).padStart(2, '0'));

const run: fc.Arbitrary<Run> = fc.record({
  root: fc.oneof(
    fc.tuple(name, name).map(([owner, repo]) => `/home/runner/work/${owner}/${repo}/`),
    name.map((user) => `/Users/${user}/src/`),
    name.map((drive) => `D:\\a\\${drive}\\${drive}\\`),
    fc.constant(''),
  ),
  hash: hex(40).map((all) => `a1${all.slice(2)}`),
  port: fc.integer({ min: 1024, max: 65_535 }),
  pid: fc.integer({ min: 2, max: 4_000_000 }),
  stamp: fc
    .tuple(two(12), two(28), two(23), two(59))
    .map(([month, day, hour, minute]) => `2025-${month}-${day}T${hour}:${minute}:07.1234567Z`),
  ms: fc.integer({ min: 1, max: 99_999 }),
  host: fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `10.0.${a}.${b}`),
  uuid: hex(32).map((all) =>
    [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join(
      '-',
    ),
  ),
  temp: hex(8),
  line: fc.integer({ min: 1, max: 5000 }),
});

/** The same failure as several tools tell it, with what differs from run to run filled in. */
const failures: ((run: Run) => string)[] = [
  (r) =>
    ` FAIL  ${r.root}cart.test.ts > totals > applies coupon ${r.ms}ms\nAssertionError: expected ${r.ms} to be ${r.port}\n ❯ ${r.root}cart.test.ts:${r.line}:12`,
  (r) =>
    `FAIL src/cart.test.ts (${r.ms} ms)\n  ● totals › applies coupon\n\n    connect ECONNREFUSED ${r.host}:${r.port}`,
  (r) =>
    `${r.root}cart.ts(${r.line},12): error TS2339: Property 'total' does not exist on type 'Cart'.`,
  (r) =>
    `Error: ENOENT: no such file or directory, open '/tmp/build-${r.temp}/${r.uuid}/config.json'`,
  (r) => `fatal: reference is not a tree: ${r.hash}`,
  (r) => `[${r.stamp}] FATAL worker ${r.pid} gave up after ${r.ms} ms (request ${r.uuid})`,
  (r) => `/home/runner/work/_temp/${r.uuid}.sh: line ${r.line}: helmfile: command not found`,
  (r) =>
    `--- FAIL: TestTotal (${(r.ms / 100).toFixed(2)}s)\n    cart_test.go:${r.line}: got ${r.ms}, want ${r.port}`,
  (r) =>
    `E       AssertionError: assert ${r.ms} == ${r.port}\n\ntests/test_cart.py:${r.line}: AssertionError`,
  (r) =>
    `#${r.pid % 99} ${r.ms}.25 npm error code ERESOLVE\n#${r.pid % 99} ${r.ms}.25 npm error could not resolve`,
];

async function causeOf(body: string, stamp: string) {
  async function* log() {
    const lines = [
      '##[group]Run make',
      '##[endgroup]',
      ...body.split('\n'),
      '##[error]Process completed with exit code 1.',
    ];
    yield Buffer.from(lines.map((line) => `${stamp} ${line}\n`).join(''));
  }
  return readCause(log(), { job: 'build' });
}

describe('the fingerprint', () => {
  it.each(failures.map((failure, index) => [index, failure] as const))(
    'of failure %i is one, whatever paths, times and numbers it has',
    async (_index, failure) => {
      await fc.assert(
        fc.asyncProperty(run, run, async (a, b) => {
          const [first, second] = [
            await causeOf(failure(a), a.stamp),
            await causeOf(failure(b), b.stamp),
          ];
          expect(second.normalised).toBe(first.normalised);
          expect(second.fingerprint).toBe(first.fingerprint);
        }),
        { numRuns: 40 },
      );
    },
  );

  it('of different failures differs', async () => {
    const [sample] = fc.sample(run, { numRuns: 1, seed: 1 });
    const stamp = '2025-01-02T03:04:05.1234567Z';
    const prints = sample
      ? await Promise.all(failures.map((one) => causeOf(one(sample), stamp)))
      : [];
    expect(new Set(prints.map((cause) => cause.fingerprint)).size).toBe(failures.length);
  });

  it.each([
    [
      "error TS2339: Property 'total' does not exist",
      "error TS2339: Property 'sum' does not exist",
    ],
    ['error TS2339: no such property', 'error TS2322: no such property'],
    [
      "AssertionError: expected 'paid' to be 'open'",
      "AssertionError: expected 'paid' to be 'lost'",
    ],
    ['AssertionError: expected 1 to be 2', 'AssertionError: expected 1 to be above 2'],
    ['src/cart.ts: unused variable', 'src/user.ts: unused variable'],
    ['HTTP status 404', 'HTTP status 503'],
    ['error[E0308]: mismatched types', 'error[E0425]: mismatched types'],
    ['TestTotalV1 failed', 'TestTotalV2 failed'],
  ])('keeps apart %s and %s', (a, b) => {
    expect(normalise(a)).not.toBe(normalise(b));
  });

  it('takes a normalised text as it is', () => {
    const texts = [
      'src/a.ts:12 failed after 3.2 s on 10.0.0.1:80',
      'at 2025-01-02T03:04:05Z in /tmp/x8fK2a/b',
      'deadbeef01 0xff',
    ];
    for (const text of texts) expect(normalise(normalise(text))).toBe(normalise(text));
  });
});
