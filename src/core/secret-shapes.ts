/**
 * One kind of secret that is known by its own shape. Bounded repeats only: every pattern takes linear time.
 * Whatever the pattern matches holds one of `marks`, three characters or more in any case, by which it is looked for first.
 */
export type SecretShape = { kind: string; marks: readonly string[]; pattern: RegExp };

const hexDigits = [...'0123456789abcdef'];

/** Secrets whose issuer gave them a shape, so that they are found wherever they stand. */
export const secretShapes: readonly SecretShape[] = [
  {
    kind: 'GitHub token',
    marks: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: /\bgh[pousr]_[A-Za-z0-9_.-]{20,1000}/g,
  },
  { kind: 'GitHub token', marks: ['_pat_'], pattern: /\bgithub_pat_[A-Za-z0-9_]{20,255}/g },
  {
    kind: 'GitHub token',
    marks: hexDigits.map((digit) => `v1.${digit}`),
    pattern: /\bv1\.[0-9a-f]{40}\b/g,
  },
  {
    kind: 'GitLab token',
    marks: [
      'glpat-',
      'glptt-',
      'gldt-',
      'glrt-',
      'glrtr-',
      'glcbt-',
      'glsoat-',
      'glft-',
      'glimt-',
      'glagent-',
      'gloas-',
      'glffct-',
      'glwt-',
    ],
    pattern: /\bgl(?:pat|ptt|dt|rt|rtr|cbt|soat|ft|imt|agent|oas|ffct|wt)-[\w.-]{16,300}/g,
  },
  { kind: 'Slack token', marks: ['xox'], pattern: /\b(?:xoxe\.)?xox[abceoprs]-[\w-]{8,300}/g },
  { kind: 'Slack token', marks: ['xapp-'], pattern: /\bxapp-\d-[\w-]{8,300}/g },
  {
    kind: 'Slack webhook',
    marks: ['hooks.slack'],
    pattern: /\bhooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[\w/-]{8,200}/g,
  },
  {
    kind: 'AWS key',
    marks: ['akia', 'asia', 'aroa', 'aida', 'agpa', 'anpa', 'anva', 'aipa', 'a3t'],
    pattern:
      /\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ANVA|AIPA|A3T[A-Z0-9])[A-Z0-9]{16}(?:[\s:,;"'=]{1,5}[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=]))?/g,
  },
  {
    kind: 'AWS session token',
    marks: ['FwoGZX', 'IQoJb3'],
    pattern: /\b(?:FwoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+=]{20,2000}/g,
  },
  { kind: 'Google API key', marks: ['AIza'], pattern: /\bAIza[\w-]{35}/g },
  { kind: 'Google token', marks: ['ya29.'], pattern: /\bya29\.[\w-]{20,1000}/g },
  { kind: 'Google secret', marks: ['GOCSPX-'], pattern: /\bGOCSPX-[\w-]{20,60}/g },
  { kind: 'Azure secret', marks: ['8Q~'], pattern: /\b[\w~.]{3}8Q~[\w~.-]{31,34}/g },
  { kind: 'npm token', marks: ['npm_'], pattern: /\bnpm_[A-Za-z0-9]{30,80}/g },
  { kind: 'PyPI token', marks: ['pypi-'], pattern: /\bpypi-AgE[\w-]{40,500}/g },
  { kind: 'RubyGems token', marks: ['rubygems_'], pattern: /\brubygems_[0-9a-f]{40,60}/g },
  { kind: 'Docker token', marks: ['dckr_'], pattern: /\bdckr_[po]at_[\w-]{20,100}/g },
  {
    kind: 'Stripe key',
    marks: ['sk_live', 'rk_live', 'pk_live', 'sk_test', 'rk_test', 'pk_test', 'whsec_'],
    pattern: /\b(?:[srp]k_(?:live|test)|whsec)_[A-Za-z0-9]{10,300}/g,
  },
  {
    kind: 'Twilio key',
    marks: hexDigits.map((digit) => `SK${digit}`),
    pattern: /\bSK[0-9a-f]{32}\b/g,
  },
  { kind: 'SendGrid key', marks: ['SG.'], pattern: /\bSG\.[\w-]{16,40}\.[\w-]{16,80}/g },
  { kind: 'Mailgun key', marks: ['key-'], pattern: /\bkey-[0-9a-z]{32}\b/g },
  {
    kind: 'Mailchimp key',
    marks: hexDigits.slice(0, 10).map((digit) => `-us${digit}`),
    pattern: /\b[0-9a-f]{32}-us\d{1,2}\b/g,
  },
  {
    kind: 'API key',
    marks: ['sk-'],
    pattern: /\bsk-(?:proj-|ant-|svcacct-|admin-|or-)?[\w-]{20,300}/g,
  },
  {
    kind: 'JWT',
    marks: ['eyJ'],
    // A stretch that may begin another one is looked at once only: from there.
    pattern: /\beyJ(?:(?!-eyJ)[\w-]){8,4000}\.[\w-]{4,4000}(?:\.[\w-]{0,4000}){1,3}/g,
  },
  { kind: 'Heroku key', marks: ['HRKU-'], pattern: /\bHRKU-[\w-]{30,100}/g },
  {
    kind: 'Telegram token',
    marks: [':AA'],
    pattern: /(?:(?<!\d)|(?<=%\d\d))\d{8,10}:AA[\w-]{30,36}/g,
  },
  {
    kind: 'Discord webhook',
    marks: ['discord'],
    pattern: /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{10,25}\/[\w-]{20,100}/g,
  },
  {
    kind: 'Discord token',
    marks: [],
    pattern: /\b[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,45}/g,
  },
  {
    kind: 'Teams webhook',
    marks: ['webhook.office'],
    pattern: /\b[\w-]{1,60}\.webhook\.office\.com\/[\w@./-]{20,400}/g,
  },
  {
    kind: 'DigitalOcean token',
    marks: ['doo_v1', 'dop_v1', 'dor_v1'],
    pattern: /\bdo[opr]_v1_[0-9a-f]{64}\b/g,
  },
  {
    kind: 'Shopify token',
    marks: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/g,
  },
  { kind: 'Hugging Face token', marks: ['hf_'], pattern: /\bhf_[A-Za-z0-9]{30,60}\b/g },
  { kind: 'Vault token', marks: ['hvs.', 'hvb.', 'hvr.'], pattern: /\bhv[sbr]\.[\w-]{20,300}/g },
  {
    kind: 'Terraform token',
    marks: ['.atlasv1.'],
    pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,100}/g,
  },
  { kind: 'Databricks token', marks: ['dapi'], pattern: /\bdapi[0-9a-f]{32}\b/g },
  {
    kind: 'Doppler token',
    marks: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    pattern: /\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{30,100}/g,
  },
  { kind: 'Grafana token', marks: ['glsa_', 'glc_'], pattern: /\bgl(?:sa|c)_[\w+/=-]{20,400}/g },
  {
    kind: 'New Relic key',
    marks: ['NRAK-', 'NRJS-', 'NRII-'],
    pattern: /\bNR(?:AK|JS|II)-[\w-]{20,60}/g,
  },
  { kind: 'Sentry token', marks: ['sntry'], pattern: /\bsntry[su]_[\w+/=-]{20,400}/g },
  {
    kind: 'Atlassian token',
    marks: ['ATATT', 'ATCTT', 'ATBB'],
    pattern: /\bAT(?:ATT|CTT|BB)[\w+/=-]{20,400}/g,
  },
  {
    kind: 'Linear key',
    marks: ['lin_api', 'lin_oauth'],
    pattern: /\blin_(?:api|oauth)_[A-Za-z0-9]{30,80}/g,
  },
  {
    kind: 'Notion token',
    marks: ['ntn_', 'secret_'],
    pattern: /\b(?:ntn_|secret_)[A-Za-z0-9]{40,60}\b/g,
  },
  { kind: 'Postman key', marks: ['PMAK-'], pattern: /\bPMAK-[\w-]{40,80}/g },
  {
    kind: 'CI token',
    marks: ['CCIPAT_', 'bkua_', 'figd_', 'sbp_', 'pscale_', 'lsv2_', 'fm1_', 'fm2_'],
    pattern: /\b(?:CCIPAT|bkua|figd|sbp|pscale_tkn|pscale_pw|lsv2_pt|fm[12])_[\w-]{20,400}/g,
  },
  { kind: 'age key', marks: ['AGE-SECRET'], pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{40,80}/g },
];
