import type { Rule } from '../types.ts';

/** pytest, unittest, nose, doctest, tox, Robot Framework, behave. */
export const pythonTests: readonly Rule[] = [
  {
    name: 'pytest-error-line',
    when: /^E {2,}(?=\S)(?!\+ |- |\? |where |and |[([{})\]]|During |Traceback|File ).{0,200}(?:Error|Exception|assert|Failed|Fail|not found|Exit|Interrupt|Warning|fixture|imeout|xpected|raise)/,
    weight: 93,
    category: 'test',
    lead: 6,
    until: /^_{3,} .{1,200} _{3,}$|^={3,} /,
    take: 8,
    sample: `    def test_total():
>       assert total([1]) == 100
E       AssertionError: assert 90 == 100

tests/test_cart.py:12: AssertionError`,
  },
  {
    name: 'pytest-other-line',
    when: /^E {2,}(?=\S)(?!\+ |- |\? |where |and |[([{})\]^]|During |Traceback|File )\S.{0,300}/,
    weight: 76,
    category: 'test',
    lead: 4,
    sample: 'E   docker.errors.NotReady: the daemon is away',
  },
  {
    name: 'pytest-summary-line',
    when: /^(?:FAILED|ERROR) [\w./\\-]{1,200}(?:::| - |$).{0,300}/,
    weight: 84,
    category: 'test',
    lead: 1,
    take: 12,
    until: /^={3,} /,
    sample: `=========================== short test summary info ============================
FAILED tests/test_cart.py::test_total - AssertionError: assert 90 == 100`,
  },
  {
    name: 'pytest-header',
    when: /^_{3,} (?:ERROR (?:at \w+ of|collecting) )?\S.{0,200} _{3,}$/,
    weight: 70,
    category: 'test',
    sample: '_____________________ ERROR collecting tests/test_cart.py ______________________',
  },
  {
    name: 'pytest-internal',
    when: /^INTERNALERROR> (?!.{0,20}File|Traceback| {2,})\S.{0,200}(?:Error|Exception)/,
    weight: 92,
    category: 'test',
    sample: 'INTERNALERROR> OSError: [Errno 28] cannot use the cache',
  },
  {
    name: 'pytest-usage',
    when: /^(?:ERROR: (?:usage:|file or directory not found:|not found:|while parsing)|pytest: error:|ERROR: .{0,100}unrecognized arguments)/,
    weight: 78,
    category: 'configuration',
    sample: 'ERROR: file or directory not found: tests/unit',
  },
  {
    name: 'python-fatal',
    when: /Fatal Python error: \S/,
    weight: 94,
    category: 'test',
    take: 10,
    sample: 'tests/test_main.py::test_rename Fatal Python error: Segmentation fault',
  },
  {
    name: 'unittest-failure',
    when: /^(?:FAIL|ERROR): \w[\w.:<>-]{0,200}(?: \(.{1,200}\)| \[.{1,200}\]|$)/,
    weight: 92,
    category: 'test',
    needs: /^[=-]{20,}$/,
    mark: /^(?!Traceback|File|During|The above)[\w.]{0,100}(?:Error|Exception|Failure|Exit|Interrupt|Warning)\b(?::|$)/,
    lead: 1,
    take: 40,
    until: /^={20,}$/,
    sample: `======================================================================
FAIL: test_total (test_cart.CartTest)
----------------------------------------------------------------------
Traceback (most recent call last):
  File "test_cart.py", line 9, in test_total
    self.assertEqual(total([1]), 100)
AssertionError: 90 != 100`,
  },
  {
    name: 'unittest-inline',
    when: /^\w{1,100} \([\w.]{1,200}\)(?: \.\.\. | .{0,100}\.\.\. )(?:FAIL|ERROR)$/,
    weight: 78,
    category: 'test',
    sample: 'test_total (test_cart.CartTest) ... FAIL',
  },
  {
    name: 'pytest-verbose',
    when: /^(?:\[gw\d+\] (?:\[ *\d+%\] )?)?(?:(?:FAILED|ERROR) )?[\w./-]{1,200}\.py::\S.{0,200} (?:FAILED|ERROR)\b/,
    weight: 68,
    category: 'test',
    sample: 'tests/test_cart.py::test_total FAILED                                    [ 50%]',
  },
  {
    name: 'doctest',
    when: /^File ".{1,200}", line \d+, in [\w.]+$/,
    weight: 82,
    category: 'test',
    take: 8,
    sample: `File "cart.py", line 3, in cart.total
Failed example:
    total([1])`,
  },
  {
    name: 'robot',
    cue: ['| FAIL |'],
    when: /^\S.{0,200} \| FAIL \|$/,
    weight: 90,
    category: 'test',
    sample: 'Valid Login                                                           | FAIL |',
  },
  {
    name: 'behave',
    when: /^ {0,8}(?:Failing scenarios:|Assertion Failed: |ASSERT FAILED)/,
    weight: 82,
    category: 'test',
    sample: 'Failing scenarios:',
  },
  {
    name: 'tox-env',
    when: /^\s{0,4}[\w.-]{1,40}: (?:FAIL code \d+|commands failed|exit \d+ \(.{1,60}\).{0,200})/,
    weight: 26,
    category: 'test',
    sample: '  py311: FAIL code 1 (12.3=setup[5.1]+cmd[7.2] seconds)',
  },
];
