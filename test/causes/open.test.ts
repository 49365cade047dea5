import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { defaultLimits, openLog } from '../../src/causes/open.ts';
import { readCause } from '../../src/causes/read.ts';

async function* chunksOf(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of openLog(chunksOf(bytes), defaultLimits)) parts.push(part);
  return Buffer.concat(parts).toString();
}

const log = 'start\n##[error]Zürich is gone\n'.repeat(300);

describe('a log stored as', () => {
  it('plain text is read as it is', async () => {
    expect(await textOf(Buffer.from(log))).toBe(log);
  });

  it('gzip is unpacked', async () => {
    expect(await textOf(gzipSync(log))).toBe(log);
  });

  it('UTF-16 is read, with its mark and without, in either order of bytes', async () => {
    const wide = Buffer.from(log, 'utf16le');
    expect(await textOf(wide)).toBe(log);
    expect(await textOf(Buffer.concat([Buffer.from([0xff, 0xfe]), wide]))).toContain('Zürich');
    expect(await textOf(Buffer.from(wide).swap16())).toContain('Zürich');
  });

  it('a few bytes is read too', async () => {
    expect(await textOf(Buffer.from('no'))).toBe('no');
  });
});

describe('what is no log', () => {
  const job = { job: 'build' };
  const noise = Buffer.from(
    Array.from({ length: 100_000 }, (_, index) => (index * index * 31 + (index >> 3)) % 256),
  );

  it.each([
    ['binary data', noise, 'binary'],
    [
      'an archive',
      Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 8]), noise]),
      'zip archive',
    ],
    ['damaged gzip', gzipSync(log).subarray(0, 60), 'damaged'],
    ['gzip of binary data', gzipSync(noise), 'binary'],
    ['nothing', Buffer.alloc(0), 'empty'],
  ])('%s is said to be unreadable', async (_name, bytes, why) => {
    const cause = await readCause(chunksOf(bytes), job);
    expect(cause).toMatchObject({ readable: false, lines: [], category: 'unknown' });
    expect(cause.evidence).toMatch(/^Could not read the log: /);
    expect(cause.evidence).toContain(why);
  });

  it('a zip bomb is given up early', async () => {
    let bomb: Buffer = Buffer.alloc(16 * 1024 * 1024);
    bomb = gzipSync(bomb.fill('error: boom\n'), { level: 9 });
    const cause = await readCause(chunksOf(bomb, 100_000), job);
    expect(cause).toMatchObject({ readable: false });
    expect(cause.evidence).toContain('unfolds');
  });

  it('a line of 50 MB is said to be unreadable, not read for ever', async () => {
    async function* endless() {
      const part = Buffer.alloc(1024 * 1024, 'error and no end ');
      for (let sent = 0; sent < 50; sent++) yield part;
    }
    const cause = await readCause(endless(), job);
    expect(cause.readable).toBe(false);
    expect(cause.evidence).toContain('line');
  });

  it('a log that never ends is read up to the limit', async () => {
    async function* endless() {
      for (;;) yield Buffer.from('##[error]again and again\n'.repeat(100));
    }
    const cause = await readCause(endless(), { ...job, limits: { bytes: 500_000 } });
    expect(cause.readable).toBe(true);
    expect(cause.lines.some((line) => line.text === 'again and again')).toBe(true);
  });

  it('a log that never ends a line is given up at the limit', async () => {
    async function* endless() {
      for (;;) yield Buffer.from('and on and on '.repeat(100));
    }
    const cause = await readCause(endless(), { ...job, limits: { bytes: 5_000_000 } });
    expect(cause.readable).toBe(false);
  });

  it('a fault of the source itself is thrown, since it can be tried again', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(log);
      throw new Error('socket hang up');
    }
    await expect(readCause(broken(), job)).rejects.toThrow('socket hang up');
  });
});
