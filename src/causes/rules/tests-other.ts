import type { Rule } from '../types.ts';

/** Ruby, PHP, Elixir, Haskell, Swift, Dart, Julia, R, Perl, shell, Clojure. */
export const otherTests: readonly Rule[] = [
  {
    name: 'rspec-failure',
    when: /^ {2,6}\d{1,4}\) \S.{0,300}$/,
    weight: 91,
    category: 'test',
    markName: true,
    mark: /^ {5,}(?:Failure\/Error:|expected|\w+(?:::\w+)*Error:|Assertion|\*\* \(|Mismatch|match \(=\) failed|predicate failed)/,
    needs: /^ {4,}(?:Failure\/Error:|# \.\/|# \/|\w+(?:::\w+)*Error:)/,
    take: 12,
    until: /^ {2,6}\d{1,4}\) /,
    sample: `Failures:

  1) Cart applies coupon
     Failure/Error: expect(cart.total).to eq(100)

       expected: 100
            got: 90`,
  },
  {
    name: 'rspec-list',
    when: /^rspec \.\/\S+:\d+ # /,
    weight: 70,
    category: 'test',
    sample: 'rspec ./spec/cart_spec.rb:12 # Cart applies coupon',
  },
  {
    name: 'minitest',
    when: /^ {0,4}(?:\d{1,4}\) )?(?:Failure|Error):$/,
    weight: 91,
    category: 'test',
    needs: /^[\w:]{2,100}#\w|^Expected|\.rb:\d+\]/,
    take: 8,
    mark: /^(?:Expected|[\w:]*Error:| {2}Actual|--- expected)/,
    sample: `  1) Failure:
CartTest#test_total [test/cart_test.rb:9]:
Expected: 100
  Actual: 90`,
  },
  {
    name: 'phpunit-failure',
    when: /^\d{1,4}\) [\w\\]{2,200}::\w+/,
    weight: 93,
    category: 'test',
    markName: true,
    mark: /^(?!\d+\) )\S.{3,}/,
    take: 8,
    lead: 2,
    sample: `There was 1 failure:

1) Tests\\CartTest::testTotal
Failed asserting that 90 matches expected 100.

/app/tests/CartTest.php:42`,
  },
  {
    name: 'pest-failure',
    when: /^ {0,4}(?:FAILED {2,}Tests\\|⨯ )\S/,
    weight: 88,
    category: 'test',
    take: 8,
    sample: '   FAILED  Tests\\Feature\\CartTest > it applies a coupon',
  },
  {
    name: 'exunit-failure',
    when: /^ {1,4}\d{1,4}\) test .{1,200} \([\w.]+\)$/,
    weight: 94,
    category: 'test',
    markName: true,
    mark: /^ {5}(?:\*\* \(|Assertion|match|Expected|code:)/,
    take: 12,
    sample: `  1) test applies coupon (Shop.CartTest)
     test/cart_test.exs:5
     Assertion with == failed
     code:  assert total() == 100`,
  },
  {
    name: 'hspec-failure',
    when: /^ {2}\S{1,200}\.hs:\d+:\d+: *$/,
    weight: 91,
    category: 'test',
    mark: /^ {2}\d+\) \S/,
    take: 8,
    sample: `  test/CartSpec.hs:12:5:
  1) Cart.total applies coupon
       expected: 100
        but got: 90`,
  },
  {
    name: 'xctest',
    when: /^\S{1,300}\.swift:\d+: error: -?\[?\S+[ .]\w+\]? : /,
    weight: 94,
    category: 'test',
    sample:
      '/src/CartTests.swift:12: error: -[ShopTests.CartTests testTotal] : XCTAssertEqual failed: ("90") is not equal to ("100")',
  },
  {
    name: 'swift-testing',
    when: /^[✘✖] Test .{1,200} recorded an issue at /,
    weight: 93,
    category: 'test',
    sample:
      '✘ Test total() recorded an issue at CartTests.swift:12:5: Expectation failed: (total → 90) == 100',
  },
  {
    name: 'dart-test',
    when: /^\d\d:\d\d \+\d+(?: ~\d+)? -\d+: .{1,300} \[E\]$/,
    weight: 92,
    category: 'test',
    mark: /^ {2}(?:Expected:|\S*(?:Error|Exception)\b)/,
    sample: `00:05 +3 -1: Cart applies coupon [E]
  Expected: <100>
    Actual: <90>`,
  },
  {
    name: 'flutter-exception',
    when: /^══╡ EXCEPTION CAUGHT BY /,
    weight: 91,
    category: 'test',
    take: 10,
    sample: '══╡ EXCEPTION CAUGHT BY FLUTTER TEST FRAMEWORK ╞════════════════════════════════════',
  },
  {
    name: 'julia-test',
    cue: [' at '],
    when: /^.{0,120}: (?:Test Failed|Error During Test) at /,
    weight: 92,
    category: 'test',
    sample: 'cart: Test Failed at /src/test/runtests.jl:12',
  },
  {
    name: 'testthat',
    when: /^── (?:\d+\. )?(?:Failure|Error) \(.{1,200}/,
    weight: 92,
    category: 'test',
    sample: '── Failure (test-cart.R:3:3): total applies coupon ─────────────────────────────',
  },
  {
    name: 'perl-test',
    when: /^# {2,5}Failed test /,
    weight: 90,
    category: 'test',
    sample: "#   Failed test 'applies coupon'",
  },
  {
    name: 'busted',
    when: /^(?:Failure|Error) → \S/,
    weight: 90,
    category: 'test',
    mark: /^\S{1,200}:\d+: \S/,
    sample: `Failure → spec/cart_spec.lua @ 12
applies coupon
spec/cart_spec.lua:14: Expected objects to be equal.`,
  },
  {
    name: 'bats',
    when: /^ ✗ \S.{1,200}/,
    weight: 90,
    category: 'test',
    sample: ' ✗ applies coupon',
  },
  {
    name: 'clojure-test',
    when: /^(?:FAIL|ERROR) in \([\w.\-/?!*<> ]{1,200}\)/,
    weight: 91,
    category: 'test',
    take: 8,
    sample: `FAIL in (total-test) (cart_test.clj:12)
expected: (= 100 (total items))
  actual: (not (= 100 90))`,
  },
];
