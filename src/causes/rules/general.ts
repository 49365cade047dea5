import type { Rule } from '../types.ts';

/** What is left when no tool is known by its words: general signs, and the wrappers' last words. */
export const general: readonly Rule[] = [
  {
    name: 'cross',
    when: /^\s{0,8}(?:❌|✗|✘|✖|✕|⨯|🔴|⛔|🚨|💥|🛑) {0,2}(?!\d+ (?:of|tests?|problems?) )\S.{2,}/,
    weight: 56,
    category: 'unknown',
    lead: 4,
    sample: '❌ The service answers no more',
  },
  {
    name: 'fatal-word',
    when: /^(?:\[?FATAL\]?|fatal(?: error)?|Fatal(?: error)?|FATAL ERROR)\b[: ]\s?\S/,
    weight: 62,
    category: 'unknown',
    lead: 4,
    sample: 'FATAL: no region configured',
  },
  {
    name: 'permission-denied',
    when: /(?:^|: |\b)(?:[Pp]ermission denied|EACCES|EPERM|Access (?:is )?[Dd]enied|403 Forbidden|401 Unauthorized|[Uu]nauthorized|[Ff]orbidden|not authorized|operation not permitted|invalid (?:token|credentials|api key)|authentication (?:failed|required)|Bad credentials)\b/i,
    weight: 58,
    category: 'permission',
    lead: 4,
    sample: "EACCES: permission denied, open '/var/lib/shop/data'",
  },
  {
    name: 'no-such-file',
    when: /No such file or directory|ENOENT|[Cc]annot find (?:the )?(?:file|path|module)|FileNotFoundError|file not found|does not exist$|DirectoryNotFoundException|path does not exist/,
    weight: 54,
    category: 'configuration',
    lead: 4,
    sample: "Error: ENOENT: no such file or directory, open 'config.json'",
  },
  {
    name: 'bang',
    when: /^\[!\] \S.{4,}/,
    weight: 64,
    category: 'unknown',
    sample: "[!] Could not find option 'api_key_path' in the list of available options: username",
  },
  {
    name: 'error-line',
    when: /^(?!.{0,40}\b\d+ (?:tests?\b|test\(s\)))(?:\[?ERROR\]?|\[error\]|error|Error|ERR!?|✖ ERROR|ERROR!|Error!)[: ]{1,3}(?!.{0,20}\b0 )\S.{3,}/,
    weight: 50,
    category: 'unknown',
    lead: 4,
    sample: 'ERROR: no region configured',
  },
  {
    name: 'error-anywhere',
    when: /^(?!\s{0,8}at ).{0,120}\b(?:error|Error|ERROR|failed|FAILED|Failed|failure)\b ?[:!-] {0,3}\S.{2,}/,
    weight: 38,
    category: 'unknown',
    lead: 4,
    sample: 'deploy: request failed: no region configured',
  },
  {
    name: 'maven-usage',
    when: /^\[(?:ERROR|FATAL)\] (?:Unknown lifecycle phase|No goals have been specified|No plugin found for prefix|The goal you specified|Could not find the selected project|Non-(?:parseable|resolvable))/,
    weight: 78,
    category: 'configuration',
    sample: '[ERROR] Unknown lifecycle phase "tets". You must specify a valid lifecycle phase',
  },
  {
    name: 'maven-goal',
    when: /^\[ERROR\] Failed to execute goal (?!.{0,80}(?:surefire|failsafe|compiler))\S.{5,}/,
    weight: 60,
    category: 'configuration',
    sample:
      '[ERROR] Failed to execute goal org.codehaus.mojo:exec-maven-plugin:3.1.0:exec (default) on project shop: Command execution failed.',
  },
  {
    name: 'maven-chatter',
    when: /^\[ERROR\] (?:-> \[Help|To see the full|Re-run Maven|For more information|After correcting|\[Help|$|Please refer|There are test failures|See dump|See \/|Failures: ?$|Errors: ?$|Tests run:.{0,80}$| {2}mvn )/,
    weight: 12,
    category: 'unknown',
    sample: '[ERROR] Re-run Maven using the -X switch to enable full debug logging.',
  },
  {
    name: 'gradle-went-wrong',
    when: /^\* What went wrong:$/,
    weight: 56,
    category: 'unknown',
    mark: /^(?:\s{0,8}> \S|(?!Execution failed|A problem)\S)/,
    take: 7,
    until: /^\* Try:/,
    sample: `* What went wrong:
A problem occurred configuring root project 'shop'.
> Could not create task ':deploy'.`,
  },
  {
    name: 'gradle-task-failed',
    when: /^> Task :\S{1,200} FAILED$/,
    weight: 36,
    category: 'unknown',
    lead: 6,
    sample: '> Task :shop:deploy FAILED',
  },
  {
    name: 'failed-word',
    when: /\b(?:FAILED|FAILURE|Failed|failed)\b/,
    weight: 32,
    category: 'unknown',
    lead: 5,
    sample: 'Deployment of shop failed after 3 attempts',
  },
];

/** A line that GitHub flags as an error, in words that no rule knows. */
export const flagged: Rule = {
  name: 'flagged',
  when: /\S{3}/,
  weight: 46,
  category: 'unknown',
  lead: 4,
  sample: '##[error]Something went wrong on the way',
};

/** For a log in which no rule finds a thing: what the step said last. */
export const lastWords: Rule = {
  name: 'last-words',
  when: /\S/,
  weight: 5,
  category: 'unknown',
  sample: 'Done with the deployment, almost',
};
