import type { RichTextElement } from '@slack/types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inlineMrkdwn, mrkdwn } from '../../sandbox/page/text/mrkdwn.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const kinds = (source: string) => inlineMrkdwn(source).map((element) => element.type);
const words = (elements: readonly RichTextElement[]) =>
  elements.map((element) => (element.type === 'text' ? element.text : '')).join('');

test('an escaped mention or link stays the text that it is', () => {
  const hostile = '&lt;!channel&gt; &lt;https://evil.example|click&gt;';
  expect(inlineMrkdwn(hostile, true)).toEqual([
    { type: 'text', text: '<!channel> <https://evil.example|click>', style: {} },
  ]);
  expect(inlineMrkdwn(hostile)).toContainEqual({
    type: 'link',
    url: 'https://evil.example',
    style: {},
  });
});

test('whatever is escaped is shown as it was written, and neither pings nor links', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const plain = text.replace(/[*_~`:\n]/g, '');
      const elements = inlineMrkdwn(escaped(plain));
      expect(elements.every((element) => element.type === 'text')).toBe(true);
      expect(words(elements)).toBe(plain);
    }),
  );
});

test('mentions, channels, groups, links, dates and emoji are told apart', () => {
  const source =
    '<@U0OMAR> <#C1|builds> <!subteam^S1> <!here> <https://x.dev|x> <!date^1700000000^{time}|then> :red_circle:';
  expect(kinds(source).filter((kind) => kind !== 'text')).toEqual([
    'user',
    'channel',
    'usergroup',
    'broadcast',
    'link',
    'date',
    'emoji',
  ]);
});

test('emphasis counts at the edge of a word only', () => {
  expect(words(inlineMrkdwn('a_b_c and 2*3*4 at 09:12:30'))).toBe('a_b_c and 2*3*4 at 09:12:30');
  expect(inlineMrkdwn('*bold _and slanted_*')).toEqual([
    { type: 'text', text: 'bold ', style: { bold: true } },
    { type: 'text', text: 'and slanted', style: { bold: true, italic: true } },
  ]);
});

test('an address is a link, without the stop that ends its sentence', () => {
  expect(inlineMrkdwn('see https://x.dev/a_b?c=1&amp;d=2.')).toEqual([
    { type: 'text', text: 'see ', style: {} },
    { type: 'link', url: 'https://x.dev/a_b?c=1&d=2', style: {} },
    { type: 'text', text: '.', style: {} },
  ]);
});

test('a link within bold is a bold link', () => {
  expect(inlineMrkdwn('*<https://x.dev/a_b|acme/api>*')).toEqual([
    { type: 'link', url: 'https://x.dev/a_b', text: 'acme/api', style: { bold: true } },
  ]);
});

test('preformatted text keeps its marks, and the lines around it are text', () => {
  const [before, code, after] = mrkdwn('Why:\n```\nFAIL *not bold* &lt;x&gt;\n```\nafter');
  expect(before).toMatchObject({ type: 'rich_text_section' });
  expect(code).toEqual({
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text: 'FAIL *not bold* <x>' }],
  });
  expect(after).toMatchObject({ elements: [{ text: 'after' }] });
});

test('lines that begin with > are a quote', () => {
  expect(mrkdwn('said:\n&gt; one\n> two\nend').map((part) => part.type)).toEqual([
    'rich_text_section',
    'rich_text_quote',
    'rich_text_section',
  ]);
});

test('an unclosed code fence is shown as it was typed', () => {
  expect(mrkdwn('```oops')).toEqual([
    { type: 'rich_text_section', elements: [{ type: 'text', text: '```oops', style: {} }] },
  ]);
});
