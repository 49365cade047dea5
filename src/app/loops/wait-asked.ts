/** When to come back, where what was thrown says so (a rate limit does); ms since the epoch. */
export function waitAsked(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('retryAt' in thrown)) return undefined;
  return typeof thrown.retryAt === 'number' ? thrown.retryAt : undefined;
}
