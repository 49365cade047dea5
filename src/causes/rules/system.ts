import type { Rule } from '../types.ts';

/** Memory, disk, time and signals: what the machine takes away. */
export const system: readonly Rule[] = [
  {
    name: 'node-heap',
    when: /JavaScript heap out of memory|Reached heap limit|Ineffective mark-compacts near heap limit/,
    weight: 94,
    category: 'memory',
    sample: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  },
  {
    name: 'jvm-memory',
    when: /java\.lang\.OutOfMemoryError|GC overhead limit exceeded|There is insufficient memory for the Java Runtime|Gradle build daemon disappeared|Daemon will be (?:stopped|expired).{0,60}memory/,
    weight: 92,
    category: 'memory',
    sample: 'java.lang.OutOfMemoryError: Java heap space',
  },
  {
    name: 'memory',
    when: /Killed signal terminated program|Cannot allocate memory|\bENOMEM\b|std::bad_alloc|runtime: out of memory|virtual memory exhausted|OOMKilled|oom-kill|Out of memory: Killed|MemoryError\b|Allocation failed|memory allocation of \d+ bytes failed|CUDA out of memory|LLVM ERROR: out of memory|Allowed memory size of \d+ bytes exhausted/i,
    weight: 88,
    category: 'memory',
    sample:
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes)',
  },
  {
    name: 'killed',
    when: /(?:^|: line \d+: +\d+ |\s)Killed(?:$|\s{2,}\S)|signal: killed|Killed signal terminated program|returned non-zero exit status 137|SIGKILL/,
    weight: 84,
    category: 'memory',
    sample: 'deploy.sh: line 12:  2345 Killed                  npm run build',
  },
  {
    name: 'exit-137',
    when: /exit(?:ed with)? (?:code|status):? 137/,
    weight: 70,
    category: 'memory',
    sample: 'process exited with code 137',
  },
  {
    name: 'disk',
    when: /No space left on device|\bENOSPC\b|There is not enough space on the disk|[Dd]isk quota exceeded|\bEDQUOT\b|disk is full|no space left|not enough disk space|insufficient disk space/,
    weight: 90,
    category: 'disk',
    sample: 'write /var/lib/docker/tmp/x: no space left on device',
  },
  {
    name: 'segfault',
    when: /Segmentation fault|SIGSEGV|\(core dumped\)|Bus error|Illegal instruction|SIGABRT|Aborted \(core|AddressSanitizer: |LeakSanitizer: |runtime error: .{0,80}(?:overflow|null pointer|misaligned|out of bounds)|A fatal error has been detected by the Java Runtime|stack smashing detected|double free or corruption|ThreadSanitizer: /,
    weight: 76,
    category: 'test',
    lead: 5,
    take: 8,
    sample: './run.sh: line 3:  4242 Segmentation fault      (core dumped) ./cart_test',
  },
  {
    name: 'job-timeout',
    when: /has exceeded the maximum execution time|The job running on runner .{1,100} has exceeded|The action .{0,100}has timed out after|execution took longer than|Job execution time(?:out| limit)|exceeded the job timeout/,
    weight: 94,
    category: 'timeout',
    sample:
      'The job running on runner GitHub Actions 3 has exceeded the maximum execution time of 360 minutes.',
  },
  {
    name: 'waited-in-vain',
    when: /^(?:error|Error|ERROR|fatal)?:? ?timed out waiting for (?:the condition|\S)/i,
    weight: 84,
    category: 'timeout',
    sample: 'error: timed out waiting for the condition on pods/shop',
  },
  {
    name: 'command-timeout',
    cue: ['ime', 'TERM', 'eadline', 'within', 'respond'],
    when: /^(?:timeout: (?!failed to run)|.{0,100}(?:sending signal TERM|timed out after \d|timeout of \d+ ?(?:ms|s|m)\w* exceeded|Timed out waiting|timed out waiting|context deadline exceeded|deadline exceeded|DeadlineExceeded|Timeout(?:Error|Exception|Expired)?: |operation timed out|panic: test timed out|did not (?:become|start|respond).{0,60}(?:within|in time)|exceeded timeout of|Timeout waiting|Time limit exceeded))/i,
    weight: 64,
    category: 'timeout',
    sample: 'error: timed out waiting for the condition on deployments/shop',
  },
  {
    name: 'go-test-timeout',
    when: /^panic: test timed out after /,
    weight: 94,
    category: 'timeout',
    take: 6,
    sample: 'panic: test timed out after 10m0s',
  },
];
