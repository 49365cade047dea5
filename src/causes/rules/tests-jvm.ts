import type { Rule } from '../types.ts';

/** JUnit through Maven, Gradle and Ant, TestNG, Spock, ScalaTest, Kotlin, .NET. */
export const jvmTests: readonly Rule[] = [
  {
    name: 'surefire-test',
    when: /^\[ERROR\] (?!Tests run).{1,300}(?:Time elapsed: [\d.,]+ m?s\w*|\([\d.,]+ ?s\)).{0,6}<<< (?:FAILURE|ERROR)!/,
    weight: 94,
    category: 'test',
    lead: 1,
    until: /^\[(?:ERROR|INFO)\] /,
    take: 10,
    sample: `[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.2 s <<< FAILURE! - in a.CartTest
[ERROR] a.CartTest.appliesCoupon  Time elapsed: 0.01 s  <<< FAILURE!
org.opentest4j.AssertionFailedError: expected: <100> but was: <90>`,
  },
  {
    name: 'surefire-test-old',
    cue: ['<<<'],
    when: /^(?!\[|Tests run).{1,200}Time elapsed: [\d.,]+ m?s\w* {1,3}<<< (?:FAILURE|ERROR)!/,
    weight: 94,
    category: 'test',
    lead: 1,
    take: 10,
    sample: `Tests run: 3, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.2 sec <<< FAILURE! - in a.CartTest
appliesCoupon(a.CartTest)  Time elapsed: 0.01 sec  <<< FAILURE!
java.lang.AssertionError: expected:<100> but was:<90>`,
  },
  {
    name: 'surefire-class',
    when: /^(?:\[ERROR\] )?Tests run: \d+, Failures: \d+, Errors: \d+.{0,60}<<< (?:FAILURE|ERROR)!/,
    weight: 86,
    category: 'test',
    take: 8,
    sample:
      '[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.2 s <<< FAILURE! - in a.CartTest',
  },
  {
    name: 'surefire-list',
    when: /^\[ERROR\] {2,5}[\w.$]{2,200}[:.»][^/]{1,200}(?:»|expected|Expect|:\d+)/,
    weight: 70,
    category: 'test',
    lead: 1,
    sample: '[ERROR]   CartTest.appliesCoupon:42 expected: <100> but was: <90>',
  },
  {
    name: 'gradle-test',
    cue: [' FAILED'],
    when: /^(?![ >])(?:[\w$-]{1,100}\.[\w.$-]{1,200}|\S.{0,200} > .{1,200}) FAILED$/,
    weight: 91,
    category: 'test',
    take: 10,
    until: /^\S.{0,200} (?:FAILED|PASSED|SKIPPED)$/,
    sample: `CartTest > appliesCoupon() FAILED
    org.opentest4j.AssertionFailedError: expected: <100> but was: <90>
        at CartTest.java:42`,
  },
  {
    name: 'ant-junit',
    when: /^\s{0,8}(?:\[\w+\] )?\s*(?:Caused an ERROR|FAILED)$/,
    weight: 90,
    category: 'test',
    lead: 2,
    sample: `Testcase: testNext took 1.4 sec
	Caused an ERROR
Index: 0, Size: 0
java.lang.IndexOutOfBoundsException: Index: 0, Size: 0`,
  },
  {
    name: 'ant-junit-class',
    when: /^\s{0,4}Tests run: \d+, Failures: (?:0, Errors: [1-9]|[1-9]\d*,).{0,80}$/,
    weight: 64,
    category: 'test',
    sample: 'Tests run: 1, Failures: 0, Errors: 1, Skipped: 0, Time elapsed: 1.442 sec',
  },
  {
    name: 'junit-console',
    cue: ['JUnit', '[X]'],
    when: /^\s{0,8}(?:JUnit (?:Jupiter|Vintage):.{1,200}|.{0,60}\[X\] .{1,200})$/,
    weight: 88,
    category: 'test',
    mark: /=> |Error|Exception/,
    sample: `  JUnit Jupiter:CartTest:appliesCoupon()
    => org.opentest4j.AssertionFailedError: expected: <100> but was: <90>`,
  },
  {
    name: 'assertion-java',
    when: /^(?:\s{0,8}(?:Caused by: )?)(?:java\.lang\.AssertionError|org\.opentest4j\.\w+|junit\.framework\.\w+|org\.junit\.\w+Failure|org\.junit\.\w*Error)\b/,
    weight: 76,
    category: 'test',
    lead: 2,
    sample: 'org.opentest4j.AssertionFailedError: expected: <100> but was: <90>',
  },
  {
    name: 'scalatest',
    when: /\*\*\* (?:FAILED|ABORTED) \*\*\*/,
    weight: 91,
    category: 'test',
    take: 5,
    sample: `[info] - should apply a coupon *** FAILED ***
[info]   90 did not equal 100 (CartSpec.scala:12)`,
  },
  {
    name: 'munit',
    when: /^(?:\[\w+\] )?==> X .{2,200}/,
    weight: 91,
    category: 'test',
    sample:
      '==> X CartSuite.applies coupon  0.05s munit.ComparisonFailException: CartSuite.scala:10',
  },
  {
    name: 'dotnet-failed',
    when: /^ {0,4}(?:Failed|X) [\w.<>`+()[\]",: -]{2,300} \[(?:< )?\d[\d.]* ?m?s?(?: \d+ m?s)?\]$/,
    weight: 92,
    category: 'test',
    mark: /^ {2,}(?!Error Message:|Stack Trace:)\S/,
    take: 10,
    sample: `  Failed Shop.CartTests.AppliesCoupon [12 ms]
  Error Message:
   Assert.Equal() Failure: Values differ
Expected: 100
Actual:   90`,
  },
  {
    name: 'vstest',
    when: /^\s{0,3}Failed {1,4}[\w.(]\S{0,250}$/,
    weight: 92,
    category: 'test',
    needs: /^\s{0,4}Error Message:/,
    mark: /^ {2,}(?!Error Message:|Stack Trace:)\S/,
    sample: `  Failed   AppliesCoupon
Error Message:
   Assert.AreEqual failed. Expected:<100>. Actual:<90>.`,
  },
  {
    name: 'xunit-fail',
    when: /^\[xUnit\.net [\d:.]+\] +\S.{1,200} \[FAIL\]$/,
    weight: 90,
    category: 'test',
    mark: /^\[xUnit\.net [\d:.]+\] {5,}(?!Stack|at )\S.{0,300}(?:Fail|Except|Expected|Assert|Error)/,
    sample: `[xUnit.net 00:00:01.20]     Shop.CartTests.AppliesCoupon [FAIL]
[xUnit.net 00:00:01.20]       Assert.Equal() Failure: Values differ`,
  },
  {
    name: 'nunit-failed',
    when: /^\d{1,4}\) (?:Failed|Error|Invalid) : \S/,
    weight: 92,
    category: 'test',
    sample: `1) Failed : Shop.CartTests.AppliesCoupon
  Expected: 100
  But was:  90`,
  },
  {
    name: 'surefire-crash',
    when: /The forked VM terminated without (?:saying )?properly|There was a timeout or other error in the fork|Process ['"].{0,80}Gradle Test Executor.{0,80}finished with non-zero exit/,
    weight: 72,
    category: 'test',
    sample:
      '[ERROR] The forked VM terminated without properly saying goodbye. VM crash or System.exit called?',
  },
  {
    name: 'gradle-summary',
    when: /^\d+ tests? completed, \d+ failed/,
    weight: 30,
    category: 'test',
    sample: '556 tests completed, 1 failed',
  },
  {
    name: 'maven-test-goal',
    when: /^\[ERROR\] Failed to execute goal \S+(?:surefire|failsafe)\S* .{0,300}/,
    weight: 28,
    category: 'test',
    sample:
      '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.0.0:test (default-test) on project shop: There are test failures.',
  },
  {
    name: 'instrumentation-failure',
    when: /^(?:INSTRUMENTATION_STATUS: stack=|There (?:was|were) \d+ failures?:$|\S.{1,200} > \S.{1,200}\[.{1,100}\] FAILED)/,
    weight: 80,
    category: 'test',
    sample: 'com.acme.CartTest > appliesCoupon[Pixel_4_API_30(AVD) - 11] FAILED ',
  },
];
