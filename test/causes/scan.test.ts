import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scan } from '../../src/causes/scan.ts';

type Shown = { number: number; text: string; spark: boolean };

async function shownOf(text: string | Buffer, chunk = 65_536) {
  const bytes = Buffer.from(text);
  const shown: Shown[] = [];
  let gaps = 0;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const read = await scan(chunks(), {
    line: (raw, number, spark) => shown.push({ number, text: raw, spark }),
    gap: () => gaps++,
  });
  return { shown, gaps, read };
}

const filler = (count: number) =>
  Array.from({ length: count }, (_, index) => `all is well ${index}`);

describe('reading a log near its sparks', () => {
  it('shows the lines around a word of failure under their own numbers, and none far away', async () => {
    const lines = [...filler(100), 'an error here', ...filler(100)];
    const { shown } = await shownOf(lines.join('\n'));
    expect(shown.find((line) => line.spark)).toMatchObject({ number: 101, text: 'an error here' });
    expect(shown.at(0)?.number).toBe(91);
    expect(shown.at(-1)?.number).toBe(125);
  });

  it('shows every line once and in order, under the number it has, however the bytes arrive', async () => {
    const line = fc.constantFrom('fine', 'an error', 'Failed: x', '##[error]no', '', 'é × ü');
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        async (lines, chunk) => {
          const { shown } = await shownOf(lines.join('\n'), chunk);
          const numbers = shown.map((one) => one.number);
          expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
          for (const one of shown) expect(one.text).toBe(lines[one.number - 1]);
          lines.forEach((text, index) => {
            if (/error|failed/i.test(text)) expect(numbers).toContain(index + 1);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps numbers right across buffers', async () => {
    const lines = filler(200_000);
    lines[150_000] = 'fatal: here';
    const { shown, read } = await shownOf(`${lines.join('\n')}\n`);
    expect(shown.find((line) => line.spark)?.number).toBe(150_001);
    expect(read.lines).toBe(200_000);
    for (const line of shown) expect(line.text).toBe(lines[line.number - 1]);
  });

  it('keeps numbers right where a spark looks back into what was passed already', async () => {
    const lines = filler(120_000).map((line, index) =>
      index % 997 === 0 ? `error ${line}` : line,
    );
    const { shown } = await shownOf(lines.join('\n'));
    for (const line of shown) expect(line.text).toBe(lines[line.number - 1]);
  });

  it('shows what the tool said last before a verdict, further back than around a word', async () => {
    const { shown } = await shownOf([...filler(100), '##[error]no', ...filler(5)].join('\n'));
    expect(shown.at(0)?.number).toBe(41);
  });

  it('shows what a step says first', async () => {
    const { shown } = await shownOf(['##[endgroup]', ...filler(100)].join('\n'));
    expect(shown.at(-1)?.number).toBe(31);
  });

  it('judges a log that is nothing but errors by its start and its end', async () => {
    const lines = Array.from({ length: 400_000 }, (_, index) => `error ${index} of the many`);
    const { shown } = await shownOf(lines.join('\n'));
    expect(shown.length).toBeLessThan(300_000);
    expect(shown.at(0)?.number).toBe(1);
    expect(shown.at(-1)?.number).toBe(400_000);
  });

  it('gets past a line of many megabytes, and still reads what follows', async () => {
    const { shown } = await shownOf(`${'x'.repeat(8_000_000)}\nan error here\n`);
    expect(shown.find((line) => line.spark)).toMatchObject({ number: 2, text: 'an error here' });
  });

  it('shows the last state of a progress bar', async () => {
    const bar = Array.from({ length: 2000 }, (_, index) => `${index} %`).join('\r');
    const { shown } = await shownOf(`${bar}\rerror: stopped\n`);
    expect(shown.at(0)?.text).toContain('error: stopped');
  });

  it('reads bytes that are not valid in UTF-8 as Latin-1', async () => {
    const { shown } = await shownOf(
      Buffer.concat([Buffer.from('error: gr'), Buffer.from([0xfc]), Buffer.from('n fehlt')]),
    );
    expect(shown.at(0)?.text).toBe('error: grün fehlt');
  });

  it('lets others have their turn while it is at work', async () => {
    let turns = 0;
    let reading = true;
    const turn = () => {
      turns++;
      if (reading) setImmediate(turn);
    };
    setImmediate(turn);
    await shownOf('an error among errors\n'.repeat(40_000), 2_000_000);
    reading = false;
    expect(turns).toBeGreaterThan(10);
  });
});
