/**
 * Where people look and sign in: GitHub's own address, or that of the server that the API belongs to
 * (docs.github.com: Using the REST API with GitHub Enterprise Cloud with data residency).
 */
export function webAddress(apiUrl: string): string {
  const { origin, hostname } = new URL(apiUrl);
  if (hostname === 'api.github.com') return 'https://github.com';
  return hostname.endsWith('.ghe.com') ? origin.replace('//api.', '//') : origin;
}
