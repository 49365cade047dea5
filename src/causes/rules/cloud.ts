import type { Rule } from '../types.ts';

/** Terraform, Pulumi, Ansible, AWS, Google Cloud, Azure, Vercel, Firebase, Cloudflare, databases. */
export const cloud: readonly Rule[] = [
  {
    name: 'terraform',
    when: /^(?:╷|[│|] )?\s{0,2}Error: (?!Process completed|Command failed|Terraform encountered problems)\S.{2,}/,
    weight: 72,
    category: 'configuration',
    needs:
      /^[│|]?\s{1,6}on \S{1,200}\.tf(?:\.json)? line|^[╷╵]|with provider\[|in (?:resource|module|data) "/,
    take: 8,
    until: /^╵/,
    sample: `│ Error: Unsupported argument
│
│   on main.tf line 12, in resource "aws_s3_bucket" "shop":`,
  },
  {
    name: 'cloud-credentials',
    when: /No valid credential sources found|could not find default credentials|DefaultAzureCredential failed|failed to refresh cached credentials|NoCredentialProviders|Could not load credentials|security token included in the request is (?:invalid|expired)|Application Default Credentials are not available|HTTPError: 40[13] /,
    weight: 86,
    category: 'permission',
    sample: 'Error: No valid credential sources found',
  },
  {
    name: 'terraform-lock',
    when: /Error acquiring the state lock|Error (?:refreshing|loading|locking) state|Backend configuration changed|Failed to (?:install|query available) provider/,
    weight: 86,
    category: 'configuration',
    take: 6,
    sample: 'Error: Error acquiring the state lock',
  },
  {
    name: 'aws-error',
    when: /An error occurred \(\w{2,60}\) when calling the \w{2,80} operation/,
    weight: 88,
    category: 'configuration',
    sample:
      'An error occurred (ServiceNotFoundException) when calling the UpdateService operation: ',
  },
  {
    name: 'aws-denied',
    when: /An error occurred \((?:AccessDenied\w*|UnauthorizedOperation|ExpiredToken\w*|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException|InvalidIdentityToken|AuthFailure|InvalidAccessKeyId)\) when calling|Could not assume role|Not authorized to perform sts|Unable to locate credentials|Credentials could not be loaded|is not authorized to perform: /,
    weight: 90,
    category: 'permission',
    sample: 'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
  },
  {
    name: 'aws-waiter',
    when: /^Waiter \w{2,80} failed: |Max attempts exceeded/,
    weight: 84,
    category: 'timeout',
    sample: 'Waiter ServicesStable failed: Max attempts exceeded',
  },
  {
    name: 'aws-usage',
    when: /^(?:aws: error: |usage: aws \[options\]|fatal error: An error occurred|Parameter validation failed:|Unknown options: |upload failed: )/,
    weight: 72,
    category: 'configuration',
    take: 5,
    sample: 'Parameter validation failed:',
  },
  {
    name: 'cloudformation',
    when: /(?:CREATE|UPDATE|DELETE)_FAILED\b|ROLLBACK_(?:IN_PROGRESS|COMPLETE|FAILED)\b|Failed to create\/update the stack|❌ {1,2}\S+ failed: /,
    weight: 76,
    category: 'configuration',
    sample: '12:01:02 PM | CREATE_FAILED        | AWS::S3::Bucket | ShopBucket',
  },
  {
    name: 'gcloud',
    when: /^(?:ERROR: \(gcloud\.[\w.-]{1,80}\)|ERROR: gcloud |google\.api_core\.exceptions\.\w+: |googleapi: Error \d+)/,
    weight: 86,
    category: 'configuration',
    take: 5,
    sample: 'ERROR: (gcloud.run.deploy) PERMISSION_DENIED: The caller does not have permission',
  },
  {
    name: 'azure',
    when: /^(?:Login failed with Error|ERROR: (?:AADSTS\d+|\(\w{3,60}\) |Please run 'az login'|No subscription|The (?:command|subscription|resource))|Error: (?:Login failed with|Az CLI|Deployment Failed)|AADSTS\d+: )/,
    weight: 84,
    category: 'configuration',
    sample: "ERROR: (ResourceNotFound) The Resource 'Microsoft.Web/sites/shop' was not found.",
  },
  {
    name: 'ansible',
    when: /^(?:fatal|failed): \[\S{1,100}\](?:: (?:FAILED|UNREACHABLE)!| \(item).{0,4} ?=>/,
    weight: 90,
    category: 'configuration',
    lead: 2,
    sample:
      'fatal: [web1]: FAILED! => {"changed": false, "msg": "No package matching \'foo\' is available"}',
  },
  {
    name: 'ansible-error',
    when: /^ERROR! \S/,
    weight: 84,
    category: 'configuration',
    sample: "ERROR! couldn't resolve module/action 'docker_containerr'.",
  },
  {
    name: 'pulumi-serverless',
    when: /^(?: {2,6}error: (?:\d+ error|update failed|preview failed|resource )|Error: (?:Serverless|The CloudFormation template)|serverless: .{0,60}error)/i,
    weight: 74,
    category: 'configuration',
    take: 6,
    sample: '    error: update failed',
  },
  {
    name: 'deploy-token',
    when: /^(?:✘ \[ERROR\] (?:In a non-interactive|Authentication|A request to the Cloudflare API)|Error!? (?:The specified token|No existing credentials)|Error: (?:Failed to authenticate|Not logged in|No existing credentials|HTTP Error: 40[13]))/,
    weight: 91,
    category: 'permission',
    sample:
      "✘ [ERROR] In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable",
  },
  {
    name: 'deploy-tools',
    when: /^(?:Error: (?:No existing credentials|The specified token|Your Vercel|Project not found|HTTP Error: \d+|Failed to (?:authenticate|get|fetch|deploy|create|list|make request)|Assertion failed: resolving|Missing required|Unknown (?:option|argument|command)|.{0,40}release command failed|Not logged in)|✘ \[ERROR\] (?:A request to|In a non-interactive|Authentication)|✖ {1,3}(?:Deploy|Error))/,
    weight: 76,
    category: 'configuration',
    sample: 'Error: Failed to authenticate, have you run firebase login?',
  },
  {
    name: 'database',
    when: /(?:psql|pg_dump|mysql|mysqladmin|mongosh?|redis-cli): (?:error: )?(?:connection|could not|FATAL|ERROR)|^(?:psql:.{0,200}: )?(?:ERROR|FATAL): {2}\S|ERROR \d{4} \(\w{5}\)|P\d{4}: |Error: P\d{4}|SQLSTATE\[/,
    weight: 66,
    category: 'configuration',
    sample:
      'psql: error: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused',
  },
  {
    name: 'migrations',
    when: /Validate failed: Migrations|Migration checksum mismatch|^liquibase\.exception\.\w{3,60}: \S/,
    weight: 80,
    category: 'configuration',
    sample: 'ERROR: Validate failed: Migrations have failed validation',
  },
  {
    name: 'slack-api',
    when: /^(?:Error: )?An API error occurred: [a-z_]{3,60}/,
    weight: 78,
    category: 'configuration',
    sample: 'An API error occurred: not_in_channel',
  },
  {
    name: 'ssh',
    when: /Permission denied \((?:publickey|password)|Host key verification failed|^ssh: (?:connect to host|Could not resolve|handshake failed)|ssh: handshake failed|rsync error: |ssh-keyscan.{0,40}failed/,
    weight: 87,
    category: 'permission',
    sample: 'git@github.com: Permission denied (publickey).',
  },
  {
    name: 'semantic-release',
    when: /\[semantic-release\].{0,6} ✘ {1,3}E\w{0,30}(?:TOKEN|PERMISSION|AUTH)/,
    weight: 88,
    category: 'permission',
    sample: '[3:04:06 AM] [semantic-release] › ✘  EINVALIDNPMTOKEN Invalid npm token.',
  },
  {
    name: 'publish-conflict',
    cue: ['publish', 'exist', 'Unprocessable'],
    when: /(?:cannot|can't) publish over|You cannot publish over the previously|File already exists|already_exists|already exists on crates\.io|tag .{1,60} already exists|release .{1,40}already exists|422 Unprocessable Entity/i,
    weight: 78,
    category: 'configuration',
    sample:
      'npm ERR! 403 403 Forbidden - PUT https://registry.npmjs.org/shop - You cannot publish over the previously published versions: 1.2.3.',
  },
];
