import type { Rule } from '../types.ts';

/** What every program says when the network, a certificate or a far server fails it. */
export const network: readonly Rule[] = [
  {
    name: 'dns',
    when: /getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|Could not resolve host|Temporary failure (?:in name resolution|resolving)|Name or service not known|no such host|UnknownHostException|unable to resolve host|nodename nor servname|Failed to resolve '[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}'|server misbehaving|dial tcp: lookup/i,
    weight: 72,
    category: 'network',
    sample: 'curl: (6) Could not resolve host: registry.acme.dev',
  },
  {
    name: 'connection',
    cue: [
      'onn',
      'ECONN',
      'EPIPE',
      'socket',
      'EHOST',
      'ENET',
      'nreachable',
      'EOF',
      'pipe',
      'route',
      'Disconnected',
      'net::',
    ],
    when: /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|socket hang up|Connection (?:refused|reset by peer|was reset|aborted|closed by remote)|ConnectionRefusedError|ConnectionResetError|Network is unreachable|No route to host|RemoteDisconnected|connect: connection refused|unexpected EOF|EOF occurred in violation|broken pipe|net::ERR_/i,
    weight: 62,
    category: 'network',
    sample: 'Error: connect ECONNREFUSED 127.0.0.1:5432',
  },
  {
    name: 'connection-timeout',
    when: /ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT|Connection timed out|connect timeout|Read timed out|ReadTimeoutError|ConnectTimeout|TLS handshake timeout|i\/o timeout|Operation timed out after|Client\.Timeout exceeded|SocketTimeoutException|Failed to connect to .{1,100} port \d+/i,
    weight: 66,
    category: 'network',
    sample:
      'curl: (28) Failed to connect to registry.acme.dev port 443 after 130000 ms: Connection timed out',
  },
  {
    name: 'tls',
    when: /SSL certificate problem|certificate (?:verify failed|has expired|signed by unknown|is not yet valid)|SSLError|SSLHandshakeException|x509: |unable to (?:get local issuer|verify the first) certificate|CERTIFICATE_VERIFY_FAILED|SSL_ERROR_|gnutls_handshake/i,
    weight: 72,
    category: 'network',
    sample: 'curl: (60) SSL certificate problem: certificate has expired',
  },
  {
    name: 'server-error',
    cue: ['50', '52'],
    when: /\b(?:HTTP(?:\/[\d.]+)?|status(?: code)?:?|error:?|code:?|returned|got|received|failed with|response)\s{0,3}(?:error )?[:=]?\s?(?:500|502|503|504|520|522|524)\b|\b(?:502 Bad Gateway|503 Service (?:Temporarily )?Unavailable|504 Gateway Time-?out|500 Internal Server Error)\b/i,
    weight: 62,
    category: 'network',
    sample: 'Failed to fetch https://deb.acme.dev/pool/libfoo.deb  503 Service Unavailable',
  },
  {
    name: 'fetch-failed',
    when: /^(?:curl: \(\d+\) | {0,4}curl error \d+ while |wget: |.{0,60}TypeError: fetch failed|.{0,40}FetchError: |W: Failed to fetch|Err:\d+ http|E: Failed to fetch|E: Unable to fetch|fatal: unable to access ')/,
    weight: 74,
    category: 'network',
    sample: 'curl: (22) The requested URL returned error: 404',
  },
  {
    name: 'git-transfer',
    when: /^error: RPC failed|^(?:fatal|error): (?:early EOF|expected flush after ref listing|the remote end hung up|fetch-pack: unexpected disconnect|unable to access '.{1,200}': The requested URL returned error: 5)/,
    weight: 82,
    category: 'network',
    sample: 'error: RPC failed; HTTP 500 curl 22 The requested URL returned error: 500',
  },
  {
    name: 'rate-limit',
    cue: ['rate limit', '429', 'Too Many'],
    when: /(?:API )?rate limit (?:exceeded|reached)|\b429\b.{0,40}Too Many Requests|Too Many Requests|secondary rate limit/i,
    weight: 72,
    category: 'network',
    sample: 'HttpError: API rate limit exceeded for installation ID 1234.',
  },
];
