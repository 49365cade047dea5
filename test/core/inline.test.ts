import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageOf, UserError } from '../../src/core/errors.ts';
import {
  bold,
  code,
  link,
  mention,
  mrkdwn,
  plainText,
  richElements,
} from '../../src/core/inline.ts';

const hostile = '<!channel> <https://evil|click> ``` <@U1> *bold* _it_ & done';

describe('text from outside', () => {
  test('mentions nobody and links nowhere in mrkdwn', () => {
    const shown = mrkdwn([hostile]);
    expect(shown).not.toMatch(/<[!@#h]/);
    expect(shown).toContain('&lt;!channel&gt;');
  });

  test('mentions nobody in a notification', () => {
    expect(plainText([hostile, bold(hostile), code(hostile)])).not.toContain('<');
  });

  test('is plain text in rich text', () => {
    expect(richElements([hostile])).toEqual([{ type: 'text', text: hostile }]);
  });

  test('cannot close the code span that it stands in', () => {
    expect(mrkdwn([code('a`b')]).match(/`/g)).toHaveLength(2);
  });

  test('cannot break out of a link', () => {
    expect(mrkdwn([link('https://x.example/a|b>c', 'a|b>c')])).toBe(
      '<https://x.example/a%7Cb%3Ec|a¦b&gt;c>',
    );
  });

  test.each([
    ['https://x.example/tree/fix%2F41%23a?q=b%3Ac', 'https://x.example/tree/fix%2F41%23a?q=b%3Ac'],
    ['https://x.example/ä b%', 'https://x.example/%C3%A4%20b%'],
    ['https://x.example/\uD800', 'https://x.example/%EF%BF%BD'],
    ['https://[', 'https://['],
  ])('leads where its address does: %j', (url, address) => {
    expect(mrkdwn([link(url, 'there')])).toBe(`<${address}|there>`);
  });

  test('is no link unless it leads to the web', () => {
    expect(mrkdwn([link('javascript:alert(1)', 'press')])).toBe('press');
  });

  test('has no characters that hide or reorder what stands around them', () => {
    expect(plainText(['a\u202Eb\u0000c\u2066d'])).toBe('abcd');
  });

  test('never becomes markup, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const shown = mrkdwn([text, bold(text), code(text)]);
        expect(shown).not.toMatch(/[<>]/);
      }),
    );
  });
});

test('what is built on purpose mentions and links', () => {
  expect(mrkdwn([mention('U1'), ' ', link('https://x.example/', 'x', 'bold')])).toBe(
    '<@U1> *<https://x.example/|x>*',
  );
});

test('an error reads as it was said, so that nobody escapes it twice', () => {
  const error = new UserError(['There is no ', bold('R&D <x>'), ' for ', mention('U1'), '\u202E.']);
  expect(error.message).toBe('There is no R&D <x> for <@U1>.');
  expect(messageOf(error)).toBe(error.message);
  expect(mrkdwn([error.message])).toContain('R&amp;D &lt;x&gt; for &lt;@U1&gt;');
});
