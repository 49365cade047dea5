import { createHmac, timingSafeEqual } from 'node:crypto';

const form = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether `header` (X-Hub-Signature-256) signs these raw bytes with one of the secrets. The comparison
 * takes the same time wherever the signatures differ. Works on bytes, so that a body that is not UTF-8
 * is checked as it was signed.
 */
export function isSigned(
  body: Buffer,
  header: string | undefined,
  secrets: readonly string[],
): boolean {
  const hex = form.exec(header ?? '')?.[1];
  if (!hex) return false;
  const given = Buffer.from(hex, 'hex');
  return secrets.some((secret) =>
    timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given),
  );
}
