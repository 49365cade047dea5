import type { Rule } from '../types.ts';

/** GitHub's runner, its actions, git, and jobs that fail for another job's sake. */
export const runner: readonly Rule[] = [
  {
    name: 'cancelled',
    when: /^(?:The operation was canceled\.|The run was canceled|Canceling since a higher priority|The job was canceled because)/,
    weight: 70,
    category: 'cancelled',
    lead: 4,
    sample: '##[error]The operation was canceled.',
  },
  {
    name: 'runner-lost',
    when: /The (?:self-hosted )?runner has received a shutdown signal|lost communication with the server|The hosted runner (?:encountered|lost)|runner .{0,60}(?:went offline|was shut ?down)|The agent (?:has|did)|No runner matching|Internal server error\. Correlation ID|The runner process/,
    weight: 95,
    category: 'runner',
    sample:
      '##[error]The runner has received a shutdown signal. This can happen when the runner service is stopped, or a manually started runner is canceled.',
  },
  {
    name: 'action-missing',
    when: /Unable to resolve action|Can't find 'action\.ya?ml'|Unable to find version|An action could not be found|Failed to (?:download action|resolve action)|Missing download info for/,
    weight: 95,
    category: 'configuration',
    sample: '##[error]Unable to resolve action `acme/deploy@v9`, unable to find version `v9`',
  },
  {
    name: 'action-deprecated',
    when: /automatically failed because it uses a deprecated version/,
    weight: 95,
    category: 'configuration',
    sample:
      '##[error]This request has been automatically failed because it uses a deprecated version of `actions/upload-artifact: v3`.',
  },
  {
    name: 'workflow-invalid',
    when: /Invalid workflow file|The template is not valid|error parsing called workflow|Unexpected value '|Unrecognized (?:named-value|function): /,
    weight: 90,
    category: 'configuration',
    sample:
      "##[error]The template is not valid. .github/workflows/ci.yml (Line: 12, Col: 9): Unexpected value ''",
  },
  {
    name: 'action-input',
    when: /Input required and not supplied: |Unexpected input\(s\)|Parameter token or opts\.auth is required|Input .{1,60} (?:is required|must be)|Invalid (?:input|value for input)/,
    weight: 88,
    category: 'configuration',
    sample: '##[error]Input required and not supplied: token',
  },
  {
    name: 'integration-denied',
    when: /Resource not accessible by (?:integration|personal access token)|Bad credentials|Must have admin rights|Permission to \S{1,100} denied to|GitHub Actions is not permitted|refusing to allow a|HttpError: (?:Not Found|Requires authentication|Forbidden)|write_package|remote: Write access to repository not granted|Unable to get ACTIONS_ID_TOKEN_REQUEST_URL/,
    weight: 88,
    category: 'permission',
    sample: '##[error]Resource not accessible by integration',
  },
  {
    name: 'setup-tool',
    when: /^(?:The version '.{1,60}' with architecture|Version .{1,60} (?:was not found|with arch)|Unable to find (?:Node|Java|Go|Python) version|Could not find satisfied version|No matching version found for|Unable to locate executable file|Failed to (?:download|install) (?:version|python|node|go|java)|The specified (?:go|node|python) version file|Found no .{1,60} matching)/i,
    weight: 86,
    category: 'configuration',
    sample: "##[error]The version '3.99' with architecture 'x64' was not found for Ubuntu 24.04.",
  },
  {
    name: 'cache-paths',
    when: /Some specified paths were not resolved|Dependencies lock file is not found|No file in .{1,200} matched to \[|hashFiles\(.{0,100}failed/,
    weight: 90,
    category: 'configuration',
    sample: '##[error]Some specified paths were not resolved, unable to cache dependencies.',
  },
  {
    name: 'artifact',
    when: /Unable to (?:find any artifacts|download artifact|upload artifact)|Artifact not found for name|Failed to (?:CreateArtifact|ListArtifacts|FinalizeArtifact|GetSignedArtifactURL)|No files were found with the provided path|an artifact with this name already exists|Artifact storage quota/i,
    weight: 74,
    category: 'configuration',
    sample: '##[error]Unable to download artifact(s): Artifact not found for name: dist',
  },
  {
    name: 'git-fatal',
    when: /^A branch or tag with the name '.{1,200}' could not be found|^fatal: (?!unable to access|\[)\S.{2,}/,
    weight: 76,
    category: 'configuration',
    sample: "fatal: couldn't find remote ref refs/heads/release",
  },
  {
    name: 'git-auth',
    when: /fatal: (?:could not read (?:Username|Password)|Authentication failed|repository '.{1,200}' not found)|remote: (?:Repository not found|Permission to|Invalid username)|fatal: Could not read from remote/,
    weight: 84,
    category: 'permission',
    sample: "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
  },
  {
    name: 'git-lfs',
    when: /over its data quota|Smudge error|error: failed to fetch some objects|LFS: /,
    weight: 80,
    category: 'configuration',
    sample: 'batch response: This repository is over its data quota.',
  },
  {
    name: 'git-rejected',
    when: /^ ! \[(?:remote )?rejected\]|^error: (?:failed to push some refs|pathspec|Your local changes|could not apply|cannot lock ref)|^CONFLICT \(|^remote: error: |Automatic merge failed/,
    weight: 78,
    category: 'configuration',
    sample: ' ! [rejected]        main -> main (fetch first)',
  },
  {
    name: 'derived-needs',
    cue: ['fail', 'cancel', 'succe', 'pass'],
    when: /(?:one or more|some|any|all|at least one|upstream|required|needed|dependent|previous|prerequisite|other|these|following)\b.{0,40}\b(?:jobs?|checks?|gates?|needs|workflows?|dependenc(?:y|ies))\b.{0,60}\b(?:fail|did not (?:pass|succeed)|not success|cancel|unsuccessful|were not)/i,
    weight: 80,
    category: 'derived',
    take: 6,
    sample: '##[error]One or more required jobs failed or were cancelled',
  },
  {
    name: 'derived-result',
    cue: ['failure', 'cancelled', 'skipped', 'failed'],
    when: /^(?!.{0,30}quality gate).{0,80}\b(?:jobs?|checks?|gates?|needs\.[\w-]{1,60}\.result|[\w-]{1,60}\.result|result)\b.{0,60}(?:=|:|is|was|->|=>)\s?['"]?(?:failure|cancelled|skipped|failed)\b|^.{0,60}\b(?:failure|cancelled)['"]? (?:!=|==|=~) ['"]?success/i,
    weight: 66,
    category: 'derived',
    take: 6,
    sample: 'Job build result: failure',
  },
  {
    name: 'derived-list',
    when: /^\s{0,8}(?:[-*•] )?[\w .()/-]{1,80}: ['"]?(?:failure|cancelled|failed)['"]?$/,
    weight: 74,
    category: 'derived',
    needs: /\b(?:blocked|upstream|gate|required|needs|checks|all jobs)\b|: success$/i,
    lead: 5,
    sample: `Merge blocked due to failing checks:
- python: failure
- container: failure`,
  },
  {
    name: 'github-last-word',
    when: /^(?:Process completed with exit code \d+\.|The process '.{1,300}' failed with exit code \d+|.{0,80}(?:exited with|returned) (?:a non-zero )?(?:exit )?(?:code|status):? ?\d+\.?)$/,
    weight: 8,
    category: 'unknown',
    sample: '##[error]Process completed with exit code 1.',
  },
];
