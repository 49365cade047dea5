import { createBreath } from '../core/breath.ts';
import { lineRedactor } from '../core/redact.ts';
import { stripAnsi } from './clean.ts';
import { defaultLimits, openLog, UnreadableLog } from './open.ts';

/** A log as it is handed to people. */
export type WholeLog = {
  text: string;
  /** Of the log itself, in bytes, and how many of them at its end the text was made of. */
  bytes: number;
  kept: number;
};

const keyMark = 'PRIVATE KEY';
/** A key's first line, up to and including the mark. */
const keyMarkRoom = 64;

/**
 * A log as a text without secrets and colours; of a long one the last `most` bytes, with a first line
 * that says so. Memory stays bounded by `most`, whatever the log is.
 *
 * @throws UnreadableLog where it is no text, or no lines
 */
export async function wholeLog(source: AsyncIterable<Uint8Array>, most: number): Promise<WholeLog> {
  const { tail, bytes, inKey } = await tailOf(source, most);
  const cut = bytes > tail.length;
  // The line in which the tail begins is not whole: a secret in it might no longer look like one.
  const from = cut ? tail.indexOf(10) + 1 : 0;
  if (cut && from === 0) throw new UnreadableLog('It ends in one endless line.');
  const lines = tail.toString('utf8', from).split('\n');
  const redacted = lineRedactor(inKey);
  const out: string[] = cut ? [beginning(bytes, tail.length)] : [];
  const breathe = createBreath();
  for (const line of lines) {
    out.push(redacted(stripAnsi(line)));
    await breathe();
  }
  return { text: out.join('\n'), bytes, kept: tail.length - from };
}

/** The last bytes of the log, how long it is, and whether a private key had begun and not ended before them. */
async function tailOf(
  source: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ tail: Buffer; bytes: number; inKey: boolean }> {
  const room = Buffer.alloc(most * 2);
  let end = 0;
  let bytes = 0;
  let inKey = false;
  const drop = (upTo: number): void => {
    inKey = keyOpenAfter(room.subarray(0, Math.min(end, upTo + keyMarkRoom)), inKey);
    room.copyWithin(0, upTo, end);
    end -= upTo;
  };
  for await (const chunk of openLog(source, defaultLimits)) {
    for (let at = 0; at < chunk.length; at += most) {
      const piece = chunk.subarray(at, at + most);
      if (end + piece.length > room.length) drop(end - most);
      piece.copy(room, end);
      end += piece.length;
    }
    bytes += chunk.length;
  }
  if (end > most) drop(end - most);
  return { tail: room.subarray(0, end), bytes, inKey };
}

function keyOpenAfter(dropped: Buffer, before: boolean): boolean {
  const at = dropped.lastIndexOf(keyMark);
  if (at === -1) return before;
  return dropped.toString('latin1', Math.max(0, at - keyMarkRoom), at).includes('-----BEGIN');
}

function beginning(bytes: number, kept: number): string {
  return `[Baton] The log has ${megabytes(bytes)} MB; these are its last ${megabytes(kept)} MB.`;
}

const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1).replace(/\.0$/, '');
