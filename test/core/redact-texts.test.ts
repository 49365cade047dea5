import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactLines } from '../../src/core/redact.ts';
import { redactJson } from '../../src/core/redact-json.ts';
import { secretShapes } from '../../src/core/secret-shapes.ts';

describe('a text of JSON that is longer than anybody reads', () => {
  const long = `token=${'a7'.repeat(20)}\n${'password words\n'.repeat(400_000)}`;

  it('is kept up to where a word ends, and takes little time', () => {
    const start = performance.now();
    const { message } = JSON.parse(redactJson(JSON.stringify({ message: long })));
    expect(performance.now() - start).toBeLessThan(1500);
    expect(message).toMatch(/^token=\[redacted\]\npassword words\n/);
    expect(message).toMatch(/(password|words)…$/);
    expect(message.length).toBeLessThanOrEqual(65_537);
  });

  it.each([65_500, 65_520, 65_535])('shows no half of a secret at its end, %i in', (before) => {
    const text = `${'word\n'.repeat(before / 5)} token=${'a7'.repeat(60)}\n${long}`;
    expect(redactJson(JSON.stringify({ text }))).not.toContain('a7a7');
  });
});

describe('any text', () => {
  it('keeps its number of lines, and is the same when redacted twice', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const lines = texts.map((text) => text.replaceAll('\n', ' '));
        const once = redactLines(lines);
        expect(once).toHaveLength(lines.length);
      }),
    );
  });

  it.each([
    'a@'.repeat(50_000),
    'password='.repeat(20_000),
    `https://${'a:'.repeat(50_000)}`,
    '-----BEGIN PRIVATE KEY-----'.repeat(5_000),
    'eyJ'.repeat(50_000),
    'A'.repeat(200_000),
    '"token" : "'.repeat(20_000),
    'Authorization: '.repeat(20_000),
    ' --password'.repeat(20_000),
    'x_'.repeat(100_000),
  ])('takes little time, however hostile', (text) => {
    const start = performance.now();
    redact(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each(['eyJ-', 'eyJaaaaaaaa.eyJ-'])('is followed once where %s may begin a token', (start) => {
    const pattern = secretShapes.find(({ kind }) => kind === 'JWT')?.pattern ?? /^/;
    const line = start.repeat(200_000 / start.length);
    const began = performance.now();
    line.replace(pattern, '');
    expect(performance.now() - began).toBeLessThan(200);
  });
});
