import type { Rule } from '../types.ts';

/** Go, Rust, C and C++, Bazel. */
export const nativeTests: readonly Rule[] = [
  {
    name: 'go-fail',
    when: /^\s{0,12}--- FAIL: \S/,
    weight: 92,
    category: 'test',
    markName: true,
    mark: /^\s{4,}(?:\S{1,100}\.go:\d+: \S|Error: {2,}\S)/,
    lead: 3,
    take: 12,
    until: /^(?:\s{0,12}--- (?:PASS|FAIL|SKIP)|=== RUN|FAIL|ok {2})/,
    sample: `--- FAIL: TestTotal (0.00s)
    cart_test.go:12: got 90, want 100
FAIL`,
  },
  {
    name: 'go-testify',
    when: /^\s{4,}(?:\w+\.go:\d+: *)?\s*Error Trace:/,
    weight: 91,
    category: 'test',
    mark: /^\s+Error: {2,}|^\s+Error:\s/,
    lead: 1,
    take: 12,
    sample: `    cart_test.go:12:
        	Error Trace:	/src/cart_test.go:12
        	Error:      	Not equal:
        	            	expected: 100
        	            	actual  : 90`,
  },
  {
    name: 'go-panic',
    when: /^panic: \S/,
    weight: 93,
    category: 'test',
    take: 10,
    sample: 'panic: runtime error: invalid memory address or nil pointer dereference',
  },
  {
    name: 'go-race',
    when: /^WARNING: DATA RACE/,
    weight: 91,
    category: 'test',
    take: 14,
    sample: 'WARNING: DATA RACE',
  },
  {
    name: 'go-json',
    when: /^\{"Time":.{20,200}"Output":" {0,8}(?:--- FAIL: |\w{1,80}\.go:\d+: )/,
    weight: 88,
    category: 'test',
    sample: `{"Time":"2025-01-02T03:04:05.6Z","Action":"output","Package":"acme.dev/shop","Test":"TestTotal","Output":"    cart_test.go:5: Total(100) = 90, want 100\\n"}`,
  },
  {
    name: 'go-package',
    when: /^FAIL\t\S+(?:\t| \[)/,
    weight: 60,
    category: 'test',
    sample: 'FAIL	example.com/shop/cart	0.012s',
  },
  {
    name: 'ginkgo',
    when: /^\s{0,4}(?:\[FAIL(?:ED)?\](?! (?:- |Unable to|Failed to load))|• (?:Failure|\[FAILED\])) ?.{2,}/,
    weight: 90,
    category: 'test',
    take: 10,
    sample: '[FAILED] Timed out after 10.001s.',
  },
  {
    name: 'cargo-test',
    when: /^---- .{1,200} stdout ----$/,
    weight: 93,
    category: 'test',
    mark: /panicked at|^Error: /,
    take: 10,
    until: /^(?:failures:|---- )/,
    sample: `---- cart::tests::applies_coupon stdout ----
thread 'cart::tests::applies_coupon' panicked at src/cart.rs:42:9:
assertion \`left == right\` failed`,
  },
  {
    name: 'rust-panic',
    when: /^thread '.{1,200}' (?:\(\d+\) )?panicked at /,
    weight: 84,
    category: 'test',
    take: 6,
    sample: "thread 'main' panicked at src/main.rs:5:10:",
  },
  {
    name: 'nextest',
    when: /^\s{4,12}(?:FAIL|SIGABRT|SIGSEGV|TIMEOUT|TRY \d FAIL) \[ *[\d.]+s\] /,
    weight: 86,
    category: 'test',
    sample: '        FAIL [   0.005s] shop cart::tests::applies_coupon',
  },
  {
    name: 'cargo-test-line',
    when: /^test \S{1,200} (?:- should panic )?\.\.\. FAILED$/,
    weight: 78,
    category: 'test',
    sample: 'test cart::tests::applies_coupon ... FAILED',
  },
  {
    name: 'gtest-expect',
    when: /^\S{1,300}[:(]\d+\)?: (?:Failure|error: Failure)$/,
    weight: 93,
    category: 'test',
    take: 8,
    sample: `/src/cart_test.cc:42: Failure
Expected equality of these values:
  total(items)
    Which is: 90
  100`,
  },
  {
    name: 'gtest-failed',
    when: /^\[ {2}FAILED {2}\] [\w/]+\.\w+/,
    weight: 84,
    category: 'test',
    lead: 8,
    sample: '[  FAILED  ] CartTest.AppliesCoupon (1 ms)',
  },
  {
    name: 'catch2',
    when: /^\S{1,300}[:(]\d+\)?: (?:FAILED:|error: (?:CHECK|REQUIRE)|ERROR: (?:CHECK|REQUIRE))/,
    weight: 92,
    category: 'test',
    take: 8,
    sample: '/src/test.cpp:42: FAILED:',
  },
  {
    name: 'boost-test',
    cue: ['error: in "'],
    when: /^\S{1,300}\(\d+\): (?:fatal )?error: in "/,
    weight: 93,
    category: 'test',
    sample: 'test.cpp(42): error: in "cart/total": check total == 100 has failed [90 != 100]',
  },
  {
    name: 'ctest-failed',
    when: /^\s{0,4}\d+\/\d+ Test +#\d+: \S.{1,200}\*\*\*(?:Failed|Exception|Timeout|Not Run)/,
    weight: 80,
    category: 'test',
    take: 10,
    sample: ' 3/12 Test  #3: cart_total .......................***Failed    0.01 sec',
  },
  {
    name: 'ctest-list',
    when: /^The following tests FAILED:/,
    weight: 62,
    category: 'test',
    sample: `The following tests FAILED:
	  3 - cart_total (Failed)`,
  },
  {
    name: 'meson-test',
    when: /^ *\d+\/\d+ \S.{1,200} (?:FAIL|TIMEOUT|ERROR) +[\d.]+s/,
    weight: 80,
    category: 'test',
    sample: ' 3/12 shop:cart / total            FAIL             0.05s   exit status 1',
  },
  {
    name: 'bazel-fail',
    when: /^FAIL: \/\/\S+/,
    weight: 76,
    category: 'test',
    sample: 'FAIL: //shop:cart_test (see /home/ci/.cache/bazel/testlogs/shop/cart_test/test.log)',
  },
];
