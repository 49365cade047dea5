import type { Rule } from '../types.ts';

/** Shells, make, and programs that end with an uncaught error. */
export const shell: readonly Rule[] = [
  {
    name: 'command-not-found',
    cue: ['not found', 'No such file', 'not recognized'],
    when: /^.{0,200}: (?:line \d+: )?\S{1,200}: (?:command )?not found$|^(?:bash|sh|zsh|ash|dash|env|make|xargs|sudo|nice|time): .{1,200}(?:command not found|No such file or directory|not found)$|is not recognized as (?:an internal or external command|the name of a cmdlet|a name of a cmdlet)|^\/\S{1,200}: line \d+: .{1,200}: command not found/,
    weight: 78,
    category: 'configuration',
    lead: 4,
    sample: '/home/runner/work/_temp/a.sh: line 3: helmfile: command not found',
  },
  {
    name: 'shell-error',
    cue: ['sh: ', '-c: '],
    when: /^.{0,200}(?:\.sh|bash|sh|zsh|-c): (?:line )?\d+: .{1,300}(?:unbound variable|syntax error|bad substitution|No such file or directory|Permission denied|unexpected EOF|ambiguous redirect|Is a directory|not found|integer expression expected|too many arguments|[Bb]ad interpreter|cannot execute|Syntax error)/,
    weight: 80,
    category: 'configuration',
    lead: 4,
    sample: '/home/runner/work/_temp/a.sh: line 2: ./deploy.sh: Permission denied',
  },
  {
    name: 'file-command',
    when: /^(?:chmod|cp|mv|rm|cat|ls|cd|mkdir|ln|tar|unzip|sed|grep|find|source|touch|head|tail|stat|install|chown|rsync|jq|yq|awk|xargs|node|python3?|ruby|perl|bash|sh|env|php|zip|gzip|tee|test|openssl|gpg|base64|diff|patch|dpkg|docker-compose|realpath|readlink|\.): (?:error: |error |cannot |can't |\S).{0,300}(?:No such file or directory|not found|cannot|can't|Permission denied|error|failed|invalid|No such|missing|not a |does not|unrecognized|Is a directory)/i,
    weight: 74,
    category: 'configuration',
    lead: 3,
    sample: "chmod: cannot access 'scripts/deploy.sh': No such file or directory",
  },
  {
    name: 'make-no-rule',
    when: /^make(?:\[\d+\])?: \*\*\* (?:No rule to make target|No targets|missing separator|.{0,80}: No such file)|^(?:Makefile|\S{1,100}\.mk):\d+: \*\*\* /,
    weight: 82,
    category: 'configuration',
    sample: "make: *** No rule to make target 'tset'.  Stop.",
  },
  {
    name: 'make-last-word',
    when: /^(?:g?make|mingw32-make)(?:\[\d+\])?: \*\*\* (?:\[.{1,300}\] Error \d+|.{0,80}Waiting for unfinished)|^ninja: build stopped|^\*\*\* Error code \d|^error: Recipe `.{1,80}` failed|^task: Failed to run task|^error: recipe |^rake aborted!|^mage: |^Error: (?:Command|Process) failed with exit/,
    weight: 26,
    category: 'unknown',
    lead: 6,
    sample: 'make: *** [Makefile:84: test] Error 1',
  },
  {
    name: 'python-exception',
    when: /^(?:[a-z_][\w.]{0,100}\.)?[A-Z]\w{0,60}(?:Error|Exception|Warning|Exit|Interrupt|NotFound|DoesNotExist|Failure|Timeout)(?:: \S|$)/,
    weight: 64,
    category: 'unknown',
    lead: 6,
    sample: `Traceback (most recent call last):
  File "deploy.py", line 12, in <module>
    main()
KeyError: 'REGION'`,
  },
  {
    name: 'timeout-command',
    when: /^timeout: failed to run command /,
    weight: 82,
    category: 'configuration',
    sample: 'timeout: failed to run command ‘poetry’: No such file or directory',
  },
  {
    name: 'archive',
    when: /^(?:gzip|tar|bzip2|xz|unzip|zstd): (?!Error is not recoverable|Child returned|Exiting with failure|Removing leading)\S/,
    weight: 66,
    category: 'configuration',
    sample: 'gzip: stdin: not in gzip format',
  },
  {
    name: 'ruby-exception',
    when: /^\S{1,250}:\d+:in [`'].{1,100}': .{1,300} \((?:\w{1,60}::)*\w{0,60}(?:Error|Exception|Exit|Interrupt)\)$/,
    weight: 74,
    category: 'unknown',
    sample: "app.rb:12:in `total': undefined method `price' for nil:NilClass (NoMethodError)",
  },
  {
    name: 'java-start',
    when: /^Error: (?:Unable to access jarfile|Could not find or load main class|LinkageError|A JNI error)/,
    weight: 80,
    category: 'configuration',
    sample: 'Error: Unable to access jarfile shop.jar',
  },
  {
    name: 'java-class-version',
    when: /UnsupportedClassVersionError|invalid (?:source|target) release: \d/,
    weight: 84,
    category: 'configuration',
    sample:
      'java.lang.UnsupportedClassVersionError: acme/Cart has been compiled by a more recent version',
  },
  {
    name: 'java-exception',
    when: /^(?:Exception in thread ".{1,80}" |Caused by: )(?:[\w$]{1,60}\.){1,12}\w{1,80}/,
    weight: 62,
    category: 'unknown',
    sample: 'Exception in thread "main" java.lang.IllegalStateException: no region',
  },
  {
    name: 'qualified-exception',
    when: /^\s{0,8}(?:[a-z][\w$]{0,40}\.){1,10}[A-Z][\w$]{0,80}(?:Exception|Error|Failure)(?:: |$)/,
    weight: 56,
    category: 'unknown',
    lead: 3,
    sample: 'java.lang.IllegalStateException: Failed to load ApplicationContext',
  },
  {
    name: 'js-uncaught',
    when: /^(?:Uncaught )?(?:\w{0,40}Error|\w{0,40}Exception)(?: \[\w{2,60}\])?: \S/,
    weight: 62,
    category: 'unknown',
    lead: 5,
    take: 7,
    sample: `/app/deploy.js:12
    throw new Error('no region');
    ^

Error: no region`,
  },
  {
    name: 'ruby-uncaught',
    when: /^\S{1,250}\.rb:\d+:in ['`].{1,100}': .{1,300}\([\w:]{2,80}\)$/,
    weight: 76,
    category: 'unknown',
    sample: "deploy.rb:12:in `main': undefined method `region' for nil:NilClass (NoMethodError)",
  },
  {
    name: 'powershell',
    when: /^(?:\S{1,200}\.ps1:\d+ char:\d+$|\w{0,60}(?:Exception|Error): .{1,200}\.ps1:\d+$|.{0,80}FullyQualifiedErrorId|\s*\+ CategoryInfo {1,12}: |ParserError: |.{1,120} : (?:The term|Cannot|Could not|Access|A parameter))/,
    weight: 66,
    category: 'configuration',
    lead: 4,
    sample:
      '    + CategoryInfo          : ObjectNotFound: (helmfile:String) [], CommandNotFoundException',
  },
  {
    name: 'usage',
    when: /^(?:usage: |Usage: |error: (?:unrecognized|unexpected|unknown|the following (?:required )?arguments|invalid|required|argument)|unknown (?:flag|command|option|shorthand)|Unknown (?:command|option|argument|syntax)|.{1,60}: (?:error: )?(?:unrecognized|unknown|invalid|illegal) (?:option|argument|command|flag|arguments)|flag provided but not defined)/,
    weight: 52,
    category: 'configuration',
    sample: 'error: unrecognized arguments: --frozen',
  },
  {
    name: 'environment-missing',
    cue: ['not ', 'issing', 'required', 'ndefined', 'empty', 'nset'],
    when: /(?:environment variable|env(?:ironment)? var|secret|variable|input|parameter|config(?:uration)?(?: value| key)?)s?\b.{0,60}(?:is|are|was|were)? ?(?:not (?:set|defined|found|provided|supplied)|missing|required|undefined|empty)\b|(?:[Mm]issing|[Uu]nset|[Uu]ndefined) (?:required )?(?:env(?:ironment)?|secret|variable|configuration|credentials)/i,
    weight: 60,
    category: 'configuration',
    sample: 'Error: environment variable DEPLOY_REGION is not set',
  },
];
