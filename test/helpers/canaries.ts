/**
 * Secrets of many kinds that never were any: long enough for every shape, built here from pieces so that no scanner takes
 * them for real ones. `text` is what would be said, `secret` the part of it that must not be seen again.
 */
export type Canary = { kind: string; text: string; secret: string };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Looks random, is not: other characters for each seed, a digit early among them. */
function drawn(seed: number, length: number, from: string): string {
  let state = seed * 7919 + 17;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return from[state % from.length] ?? '';
  };
  const text = Array.from({ length }, next).join('');
  return `${text.slice(0, 1)}7${text.slice(2)}`;
}

const mixed = (seed: number, length: number): string => drawn(seed, length, letters);
const hex = (seed: number, length: number): string => drawn(seed, length, '0123456789abcdef');
const capitals = drawn(2, 16, 'ABCDEFGHJKLM23456789');

const of = (kind: string, secret: string, text = (it: string) => it): Canary => ({
  kind,
  secret,
  text: text(secret),
});

/** Secrets in one line each, as they turn up in logs, titles and messages. */
export const canaries: readonly Canary[] = [
  of('GitHub token', mixed(1, 36), (it) => `gh${'p_'}${it}`),
  of('GitHub app token', mixed(2, 36), (it) => `gh${'s_'}${it}`),
  of('GitHub fine-grained token', mixed(3, 82), (it) => `github_${'pat_'}${it}`),
  of('GitLab token', mixed(4, 20), (it) => `gl${'pat-'}${it}`),
  of('Slack bot token', mixed(5, 24), (it) => `xo${'xb-'}1234567890-1234567890-${it}`),
  of('Slack app token', hex(6, 40), (it) => `xa${'pp-'}1-A0123-4567-${it}`),
  of('Slack webhook', mixed(7, 24), (it) => `https://hooks.slack${'.com'}/services/T0A/B0B/${it}`),
  of('AWS key id', capitals, (it) => `AK${'IA'}${it}`),
  of('AWS secret key', mixed(8, 40), (it) => `aws_secret_access_key=${it}`),
  of('AWS session token', mixed(9, 60), (it) => `AWS_SESSION_TOKEN=FwoGZXIvYXdz${it}`),
  of('Google API key', mixed(10, 35), (it) => `AI${'za'}${it}`),
  of('Google token', mixed(11, 60), (it) => `ya${'29.'}${it}`),
  of('Google secret', mixed(12, 28), (it) => `GOC${'SPX-'}${it}`),
  of('Azure storage key', mixed(13, 86), (it) => `AccountName=shop;AccountKey=${it}==;`),
  of('Azure signature', mixed(14, 43), (it) => `https://shop.blob.acme.dev/c?sv=2024&sig=${it}%3D`),
  of('npm token', mixed(15, 36), (it) => `np${'m_'}${it}`),
  of('npm password', mixed(16, 24), (it) => `_auth=${it}`),
  of('PyPI token', mixed(17, 60), (it) => `py${'pi-'}AgEIcHlwaS5vcmc${it}`),
  of('RubyGems token', hex(18, 48), (it) => `ruby${'gems_'}${it}`),
  of('Docker token', mixed(19, 27), (it) => `dckr_${'pat_'}${it}`),
  of('Stripe key', mixed(20, 24), (it) => `sk_${'live_'}${it}`),
  of('Stripe webhook', mixed(21, 32), (it) => `wh${'sec_'}${it}`),
  of('Twilio key', hex(22, 32), (it) => `S${'K'}${it}`),
  of('SendGrid key', mixed(23, 43), (it) => `S${'G.'}${mixed(40, 22)}.${it}`),
  of('Mailgun key', hex(24, 32), (it) => `ke${'y-'}${it}`),
  of('Mailchimp key', hex(25, 32), (it) => `${it}-u${'s12'}`),
  of('API key of a model', mixed(26, 40), (it) => `s${'k-'}proj-${it}`),
  of('JWT', mixed(27, 43), (it) => `ey${'Jh'}bGciOiJIUzI1NiJ9.ey${'Jz'}dWIiOiIxMjM0In0.${it}`),
  of('Basic header', mixed(28, 24), (it) => `Authorization: Basic ${it}=`),
  of('Bearer header', mixed(29, 40), (it) => `Bearer ${it}`),
  of('API key header', mixed(30, 20), (it) => `X-Api-Key: ${it}`),
  of('cookie', mixed(31, 20), (it) => `Set-Cookie: session=${it}; HttpOnly`),
  of('password in an address', mixed(32, 12), (it) => `https://bot:${it}@github.com/acme/shop`),
  of('token in an address', mixed(33, 30), (it) => `https://${it}@github.com/acme/shop`),
  of('database address', mixed(34, 13), (it) => `postgres://app:${it}@db.acme.dev:5432/shop`),
  of('password variable', mixed(35, 11), (it) => `DB_PASSWORD=${it}`),
  of('password in YAML', mixed(36, 14), (it) => `password: ${it}`),
  of('password argument', mixed(37, 10), (it) => `mysqldump --password ${it} shop`),
  of('user and password', mixed(38, 15), (it) => `curl -u admin:${it} https://acme.dev`),
  of('connection string', mixed(39, 12), (it) => `Server=db;User Id=sa;Password=${it};`),
  of('Telegram token', mixed(41, 33), (it) => `123456789:A${'A'}${it}`),
  of(
    'Discord webhook',
    mixed(42, 60),
    (it) => `https://discord${'.com'}/api/webhooks/1234567890/${it}`,
  ),
  of('Discord token', mixed(43, 38), (it) => `M${'T'}${mixed(3, 24)}.${mixed(1, 6)}.${it}`),
  of('Vault token', mixed(44, 24), (it) => `hv${'s.'}${it}`),
  of('DigitalOcean token', hex(45, 64), (it) => `do${'p_v1_'}${it}`),
  of('Shopify token', hex(46, 32), (it) => `shp${'at_'}${it}`),
  of('Hugging Face token', mixed(47, 34), (it) => `h${'f_'}${it}`),
  of('Terraform token', mixed(48, 60), (it) => `${mixed(9, 14)}.atlas${'v1.'}${it}`),
  of('Databricks token', hex(49, 32), (it) => `da${'pi'}${it}`),
  of('Grafana token', mixed(50, 40), (it) => `gl${'sa_'}${it}`),
  of('Sentry token', mixed(51, 60), (it) => `sn${'trys_'}${it}`),
  of('Atlassian token', mixed(52, 60), (it) => `AT${'ATT'}${it}`),
  of('e-mail in an address', 'jane.doe', (it) => `https://acme.dev/reset?mail=${it}@acme.dev&x=1`),
  of('signed address', hex(53, 64), (it) => `https://s3.acme.dev/a?X-Amz-Signature=${it}`),
];

/** A private key in lines, as `cat` would print it. */
export const keyBlock: Canary = {
  kind: 'private key',
  secret: mixed(5, 64),
  text: [
    `-----BEGIN RSA ${'PRIVATE'} KEY-----`,
    mixed(5, 64),
    mixed(11, 64),
    `-----END RSA ${'PRIVATE'} KEY-----`,
  ].join('\n'),
};
