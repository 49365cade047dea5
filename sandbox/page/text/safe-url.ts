/** The address when a browser may follow it (http, https, mailto, or a path of this page). */
export function safeUrl(url: string): string | undefined {
  if (url.startsWith('/') && !url.startsWith('//')) return url;
  return /^(https?:\/\/|mailto:)/i.test(url) ? url : undefined;
}
