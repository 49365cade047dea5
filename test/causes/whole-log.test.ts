import { describe, expect, test } from 'vitest';
import { UnreadableLog } from '../../src/causes/open.ts';
import { wholeLog } from '../../src/causes/whole-log.ts';

async function* pieces(text: string, size = 7_000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const roomy = 1024 ** 2;
const key = [
  '-----BEGIN RSA PRIVATE KEY-----',
  ...Array.from({ length: 40 }, (_, n) => `short${n}==`),
  '-----END RSA PRIVATE KEY-----',
];

describe('the whole log', () => {
  test('comes as it is, without secrets and colours', async () => {
    const log = `2026-11-23T09:00:00Z \u001b[32mok\u001b[0m\ntoken=s3cretvalue99\n${key.join('\n')}\ndone`;
    const { text, bytes } = await wholeLog(pieces(log), roomy);
    expect(text.split('\n')).toHaveLength(log.split('\n').length);
    expect(text).toContain('2026-11-23T09:00:00Z ok\n');
    expect(text).not.toMatch(/s3cretvalue99|short3==/);
    expect(text.endsWith('\ndone')).toBe(true);
    expect(bytes).toBe(Buffer.byteLength(log));
  });

  test('of a long one the end, which says so first and begins with a whole line', async () => {
    const log = Array.from({ length: 50_000 }, (_, n) => `line ${n} of the log`).join('\n');
    const { text, kept } = await wholeLog(pieces(log), 64 * 1024);
    const [first, second, ...rest] = text.split('\n');
    expect(first).toBe('[Baton] The log has 1 MB; these are its last 0.1 MB.');
    expect(second).toMatch(/^line \d+ of the log$/);
    expect(rest.at(-1)).toBe('line 49999 of the log');
    expect(kept).toBeLessThanOrEqual(64 * 1024);
    expect(kept).toBeGreaterThan(63 * 1024);
  });

  test.each([1, 13, 4_096, 100_000])(
    'shows no key whose first line was left out, in pieces of %i bytes',
    async (size) => {
      const log = `${'noise\n'.repeat(3_000)}${key.join('\n')}\n${'after\n'.repeat(10)}`;
      for (const most of [200, 300, 500, 600]) {
        const { text } = await wholeLog(pieces(log, size), most);
        expect(text).not.toMatch(/short\d+==/);
        expect(text).toContain('after');
      }
    },
  );

  test('shows nothing of a secret in the line that is cut', async () => {
    const log = `password=${'x9'.repeat(500)}\nthe end`;
    const { text } = await wholeLog(pieces(log), 300);
    expect(text).not.toContain('x9x9');
    expect(text).toContain('the end');
  });

  test('lets others in, however long its lines take', async () => {
    const line = '-dsn.'.repeat(4_000);
    const log = Array.from({ length: 40 }, () => line).join('\n');
    let [longest, last, over] = [0, performance.now(), false];
    const turn = (): void => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    const began = performance.now();
    await wholeLog(pieces(log), roomy);
    over = true;
    turn();
    expect(longest).toBeLessThan((performance.now() - began) / 3);
  });

  test('is refused where it is no text', async () => {
    const packed = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(5_000)]);
    const source = (async function* () {
      yield packed;
    })();
    await expect(wholeLog(source, roomy)).rejects.toThrow(UnreadableLog);
    await expect(wholeLog(pieces('x'.repeat(5_000)), 1_000)).rejects.toThrow(UnreadableLog);
  });
});
