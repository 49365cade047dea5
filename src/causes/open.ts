import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Limits } from './types.ts';

/** The log cannot be read as text; the message is a sentence for people. */
export class UnreadableLog extends Error {}

export const defaultLimits: Limits = { bytes: 4 * 1024 ** 3, ratio: 400 };
const sniffed = 4096;
/** Below this a high ratio is only a short repetitive log. */
const ratioCountsFrom = 8 * 1024 ** 2;

async function* sniff(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  let open = false;
  for await (const part of source) {
    const chunk = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    if (open) {
      yield chunk;
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < sniffed) continue;
    open = true;
    yield head;
  }
  if (!open && head.length > 0) yield head;
}

async function* gunzip(source: AsyncIterable<Buffer>, limits: Limits): AsyncGenerator<Buffer> {
  const unzip = createGunzip();
  let taken = 0;
  let given = 0;
  const counted = async function* () {
    for await (const chunk of source) {
      taken += chunk.length;
      yield chunk;
    }
  };
  const done = pipeline(Readable.from(counted()), unzip).catch((error: unknown) => error);
  try {
    for await (const chunk of unzip as AsyncIterable<Buffer>) {
      given += chunk.length;
      if (given > ratioCountsFrom && given > taken * limits.ratio) {
        throw new UnreadableLog('The compressed log unfolds to far more than a log would.');
      }
      yield chunk;
    }
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string' || !code.startsWith('Z_')) throw error;
    throw new UnreadableLog('The compressed log is damaged.');
  } finally {
    unzip.destroy();
    await done;
  }
}

async function* transcode(source: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source) {
    // In pieces: a chunk of any size must not become one long string.
    for (let at = 0; at < chunk.length; at += 65_536) {
      yield Buffer.from(decoder.decode(chunk.subarray(at, at + 65_536), { stream: true }));
    }
  }
  yield Buffer.from(decoder.decode());
}

function share(bytes: Buffer, wanted: (byte: number, index: number) => boolean): number {
  return bytes.length === 0
    ? 0
    : bytes.filter((byte, index) => wanted(byte, index)).length / bytes.length;
}

/** `utf-16le`, `utf-16be` or nothing, from the mark at the start or from where the zeros are. */
function wideEncoding(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (share(head, (byte, at) => byte === 0 && at % 2 === 1) > 0.3) return 'utf-16le';
  if (share(head, (byte, at) => byte === 0 && at % 2 === 0) > 0.3) return 'utf-16be';
  return undefined;
}

function isBinary(head: Buffer): boolean {
  const isControl = (byte: number) => byte < 7 || (byte > 13 && byte < 27) || byte === 127;
  if (share(head, isControl) > 0.05) return true;
  // Text in any 8-bit encoding has spaces and letters; packed data is spread evenly.
  return (
    share(head, (byte) => byte >= 128) > 0.3 &&
    share(head, (byte) => byte === 32 || byte === 10) < 0.02
  );
}

const isGzip = (head: Buffer) => head[0] === 0x1f && head[1] === 0x8b;
const isZip = (head: Buffer) =>
  head.length > 3 && head.toString('latin1', 0, 2) === 'PK' && (head[2] ?? 99) < 9;

/** The first chunk, and a source that still starts with it. */
async function peek(source: AsyncGenerator<Buffer>) {
  const first = await source.next();
  const head = first.done ? Buffer.alloc(0) : first.value;
  const whole = async function* () {
    if (head.length > 0) yield head;
    yield* source;
  };
  return { head: head.subarray(0, sniffed), whole: whole() };
}

async function* bounded(source: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let seen = 0;
  for await (const chunk of source) {
    seen += chunk.length;
    if (seen > bytes) {
      yield chunk.subarray(0, chunk.length - (seen - bytes));
      return;
    }
    yield chunk;
  }
}

/**
 * The log as bytes of text (UTF-8, or bytes that are not valid in it), whatever it was stored as: plain, gzip, UTF-16.
 * Ends at `limits.bytes`. Throws `UnreadableLog` for binary data, archives, and compressed data that is damaged or a bomb.
 */
export async function* openLog(
  source: AsyncIterable<Uint8Array>,
  limits: Limits,
): AsyncGenerator<Buffer> {
  let { head, whole } = await peek(sniff(source));
  if (isGzip(head)) ({ head, whole } = await peek(sniff(gunzip(whole, limits))));
  if (isZip(head)) throw new UnreadableLog('The log is a zip archive, not text.');
  const wide = wideEncoding(head);
  if (!wide && isBinary(head)) throw new UnreadableLog('The log is binary data, not text.');
  yield* bounded(wide ? transcode(whole, wide) : whole, limits.bytes);
}
