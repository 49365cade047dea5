import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

const form = /^sha256=([0-9a-f]{64})$/i;

/**
 * Answers whether a header (X-Hub-Signature-256) signs these raw bytes with one of the secrets. The
 * comparison takes the same time wherever the signatures differ. Works on bytes, so that a body that
 * is not UTF-8 is checked as it was signed.
 */
export function createVerifier(
  secrets: readonly string[],
): (body: Buffer, header: string | undefined) => boolean {
  const keys = secrets.map((secret) => createSecretKey(secret, 'utf8'));
  return (body, header) => {
    const hex = form.exec(header ?? '')?.[1];
    if (!hex) return false;
    const given = Buffer.from(hex, 'hex');
    return keys.some((key) =>
      timingSafeEqual(createHmac('sha256', key).update(body).digest(), given),
    );
  };
}
