import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Secret } from '../../../core/secret.ts';

/** Keeps texts so that whoever reads the database cannot read them. */
export type Seal = {
  /** `owner`: whose it is; it opens for them alone. */
  close(text: string, owner: string): string;
  /** Undefined where it was closed with a key that is no longer there, or was meddled with. */
  open(sealed: string, owner: string): string | undefined;
};

const algorithm = 'aes-256-gcm';
/** Bytes; 96 bits are what GCM is made for (NIST SP 800-38D, 8.2). */
const ivLength = 12;

/**
 * Closes with the first key and opens with any, so that a new key can be put before the old one. What
 * is closed reads `1.<key id>.<iv>.<tag>.<text>`.
 */
export function createSeal(keys: readonly [Secret, ...Secret[]]): Seal {
  const known = keys.map((one) => {
    const key = Buffer.from(one.reveal(), 'base64');
    return { key, id: createHash('sha256').update(key).digest('hex').slice(0, 8) };
  });
  return {
    close(text, owner) {
      const [{ key, id }] = known as [(typeof known)[number]];
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(owner));
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), closed].map((part) => part.toString('base64url'));
      return ['1', id, ...parts].join('.');
    },
    open(sealed, owner) {
      const [version, id, ...parts] = sealed.split('.');
      const found = known.find((one) => one.id === id);
      if (version !== '1' || !found) return undefined;
      const [iv, tag, closed] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (!iv || !tag || !closed) return undefined;
      try {
        const options = { authTagLength: 16 };
        const decipher = createDecipheriv(algorithm, found.key, iv, options);
        decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
        return Buffer.concat([decipher.update(closed), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
