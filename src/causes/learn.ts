import { redact } from '../core/redact.ts';
import { cleanLine } from './clean.ts';
import { normalise } from './fingerprint.ts';
import { defaultLimits, openLog, UnreadableLog } from './open.ts';
import { scan } from './scan.ts';
import type { Limits } from './types.ts';

/** Enough for what a green log says near words of failure. */
const most = 5000;

/** A line as it is learned, and known again: what is learned is stored, so that no secret may be in it. */
export const learned = (text: string): string => normalise(redact(text));

/**
 * What a green log says though nothing failed, as normalised lines: the next red log's candidates among them are not why.
 * A log that cannot be read teaches nothing.
 */
export async function learnLines(
  source: AsyncIterable<Uint8Array>,
  limits: Partial<Limits> = {},
): Promise<Set<string>> {
  const lines = new Set<string>();
  const line = (raw: string) => {
    const text = learned(cleanLine(raw).text);
    if (text.length > 3 && lines.size < most) lines.add(text);
  };
  try {
    await scan(openLog(source, { ...defaultLimits, ...limits }), { line, gap: () => undefined });
  } catch (error) {
    if (!(error instanceof UnreadableLog)) throw error;
  }
  return lines;
}
