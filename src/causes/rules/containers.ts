import type { Rule } from '../types.ts';

/** Docker, BuildKit, Compose, Kubernetes, Helm. */
export const containers: readonly Rule[] = [
  {
    name: 'docker-push',
    when: /^(?:ERROR: )?failed to push \S|unexpected status(?: code)? from (?:HEAD|PUT|POST|GET) request/,
    weight: 84,
    category: 'permission',
    sample:
      'ERROR: failed to push registry.acme.dev/shop:latest: unexpected status from HEAD request to https://registry.acme.dev: 403',
  },
  {
    name: 'docker-push-network',
    when: /failed to (?:push|pull|fetch|copy|do request|resolve source metadata).{0,300}(?:50\d |timeout|EOF|connection re|TLS|no such host|i\/o|deadline|unavailable)/i,
    weight: 86,
    category: 'network',
    sample:
      'ERROR: failed to push acme/shop:latest: failed to do request: Head "https://registry.acme.dev/v2/": net/http: TLS handshake timeout',
  },
  {
    name: 'docker-build-run',
    cue: ['exit code', 'executor failed', 'non-zero code'],
    when: /(?:failed to solve: |ERROR: )?process ".{1,300}" did not complete successfully: exit code: \d+|executor failed running|The command '.{1,300}' returned a non-zero code: \d+/,
    weight: 36,
    category: 'configuration',
    lead: 8,
    sample:
      'ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1',
  },
  {
    name: 'docker-solve',
    when: /^(?:ERROR: )?(?:failed to build: )?(?:failed to solve(?: with frontend \S+)?|dockerfile parse error)(?!: process "): ?\S/,
    weight: 70,
    category: 'configuration',
    lead: 6,
    sample: 'ERROR: failed to solve: failed to compute cache key: "/package-lock.json": not found',
  },
  {
    name: 'docker-files',
    when: /COPY failed: |ADD failed: |failed to (?:calculate checksum|compute cache key)|unable to prepare context|failed to read dockerfile|Cannot locate specified Dockerfile/,
    weight: 78,
    category: 'configuration',
    sample:
      'COPY failed: file not found in build context or excluded by .dockerignore: stat dist: file does not exist',
  },
  {
    name: 'docker-image-missing',
    when: /manifest (?:for \S{1,200} not found|unknown)|pull access denied for|repository does not exist or may require|Error response from daemon: (?:No such image|manifest)|not found: manifest unknown|no matching manifest for/,
    weight: 82,
    category: 'configuration',
    sample:
      'Error response from daemon: manifest for acme/shop:9.9 not found: manifest unknown: manifest unknown',
  },
  {
    name: 'docker-auth',
    cue: [
      'denied',
      'unauthorized',
      'interactive login',
      'Username and password',
      'auth credentials',
      'insufficient_scope',
    ],
    when: /^(?!.{0,60}\b[Ww]arning\b)(?:denied: |unauthorized: |Error response from daemon: (?:Get|login|denied|unauthorized|error parsing).{0,200}(?:denied|unauthorized|40[13])|Error: (?:Cannot perform an interactive login|Username and password required)|no basic auth credentials|.{0,300}(?:denied: requested access|insufficient_scope))/,
    weight: 84,
    category: 'permission',
    sample: 'denied: requested access to the resource is denied',
  },
  {
    name: 'docker-rate',
    when: /toomanyrequests: |You have reached your (?:unauthenticated )?pull rate limit/,
    weight: 86,
    category: 'network',
    sample: 'toomanyrequests: You have reached your pull rate limit.',
  },
  {
    name: 'docker-daemon',
    when: /Cannot connect to the Docker daemon|Is the docker daemon running|error during connect: /,
    weight: 82,
    category: 'runner',
    sample:
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  },
  {
    name: 'docker-port',
    when: /port is already allocated|address already in use|EADDRINUSE/i,
    weight: 78,
    category: 'configuration',
    sample:
      'Error response from daemon: driver failed programming external connectivity: Bind for 0.0.0.0:5432 failed: port is already allocated',
  },
  {
    name: 'compose-unhealthy',
    when: /dependency failed to start: |container \S{1,100} is unhealthy|service "\S{1,60}" (?:didn't complete|is not running|failed)|dependency .{1,60} failed to start/,
    weight: 82,
    category: 'unknown',
    lead: 6,
    sample: 'dependency failed to start: container shop-db-1 is unhealthy',
  },
  {
    name: 'service-container',
    when: /^(?:Service container \S{1,60} failed|Failed to initialize container|Docker (?:pull|create|start|build) failed with exit code|One or more containers failed to start)/,
    weight: 74,
    category: 'runner',
    lead: 5,
    sample: 'Failed to initialize container postgres:16',
  },
  {
    name: 'daemon-other',
    when: /^(?:docker: )?Error response from daemon: \S/,
    weight: 68,
    category: 'configuration',
    sample: 'docker: Error response from daemon: invalid mount config for type "bind"',
  },
  {
    name: 'oci-runtime',
    when: /OCI runtime (?:create|exec) failed|exec format error|executable file not found in \$PATH/,
    weight: 78,
    category: 'configuration',
    sample: 'exec /usr/local/bin/entrypoint.sh: exec format error',
  },
  {
    name: 'kubernetes-auth',
    when: /You must be logged in to the server|Error from server \(Forbidden\)|is forbidden: User "|the server has asked for the client to provide credentials/,
    weight: 88,
    category: 'permission',
    sample: 'error: You must be logged in to the server (Unauthorized)',
  },
  {
    name: 'kubectl',
    when: /^(?:Error from server(?: \(\w+\))?: |error: (?:unable to (?:recognize|read|load|decode)|error (?:validating|parsing)|the server |You must be logged in|no matching resources)|The (?:Deployment|Service|Pod|Job|Ingress|ConfigMap|StatefulSet) ".{1,100}" is invalid)/,
    weight: 82,
    category: 'configuration',
    sample: 'Error from server (NotFound): deployments.apps "shop" not found',
  },
  {
    name: 'kubectl-connection',
    when: /^(?:The connection to the server \S{1,200} was refused|Unable to connect to the server: )/,
    weight: 84,
    category: 'network',
    sample:
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  },
  {
    name: 'rollout-deadline',
    when: /exceeded its progress deadline/,
    weight: 86,
    category: 'timeout',
    sample: 'error: deployment "shop" exceeded its progress deadline',
  },
  {
    name: 'pod-state',
    when: /ImagePullBackOff|ErrImagePull|CrashLoopBackOff|CreateContainerConfigError|FailedScheduling/,
    weight: 62,
    category: 'configuration',
    sample: 'shop-7d9f8b6c5-x2x9z   0/1     ImagePullBackOff   0          2m',
  },
  {
    name: 'helm-lint',
    when: /^\[ERROR\] (?:templates\/|Chart\.yaml|values\.yaml|\S{1,200}\.(?:ya?ml|tpl))/,
    weight: 80,
    category: 'configuration',
    sample:
      '[ERROR] templates/: parse error at (shop/templates/deployment.yaml:12): unclosed action',
  },
  {
    name: 'helm',
    when: /^Error: (?:UPGRADE FAILED|INSTALLATION FAILED|ROLLBACK FAILED|template: |execution error|YAML parse error|failed to (?:download|parse)|Kubernetes cluster unreachable|release \S+ failed|values don't meet|chart )/,
    weight: 86,
    category: 'configuration',
    sample: 'Error: UPGRADE FAILED: timed out waiting for the condition',
  },
];
