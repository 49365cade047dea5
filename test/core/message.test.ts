import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actions,
  button,
  context,
  header,
  lines,
  menu,
  preformatted,
  section,
  table,
} from '../../src/core/blocks.ts';
import { bold, link, mrkdwn } from '../../src/core/inline.ts';
import { message } from '../../src/core/message.ts';

const long = 'x'.repeat(10_000);

describe('a message keeps Slack’s limits whatever is in it', () => {
  test('a heading has at most 150 characters', () => {
    expect(JSON.stringify(header(long))).toContain(`${'x'.repeat(149)}…`);
  });

  test('a section has at most 3,000 and a button 75', () => {
    const block = section([long], button({ id: 'b', text: long, value: long }));
    const { text, accessory } = block as never as {
      text: { text: string };
      accessory: { text: { text: string }; value: string };
    };
    expect(text.text).toHaveLength(3000);
    expect(accessory.text.text).toHaveLength(75);
    expect(accessory.value).toHaveLength(2000);
  });

  test('a menu has at most 100 choices, a table 100 rows of 20 columns', () => {
    const choices = Array.from({ length: 150 }, (_, n) => ({ text: long, value: String(n) }));
    expect(menu('m', long, choices)).toMatchObject({ options: { length: 100 } });
    const row = Array.from({ length: 30 }, () => ['cell']);
    const rows = Array.from({ length: 200 }, () => row);
    expect(table(['a'], rows)).toMatchObject({ rows: { length: 100, 1: { length: 20 } } });
  });

  test('more than 50 blocks are cut, said so, and the buttons stay', () => {
    const blocks = Array.from({ length: 80 }, (_, n) => lines([`line ${n}`]));
    const press = actions('a', button({ id: 'b', text: 'Press' }));
    const built = message(['many'], [...blocks, press]).blocks;
    expect(built).toHaveLength(50);
    expect(built.at(-1)).toBe(press);
    expect(JSON.stringify(built.at(-2))).toContain('more than Slack shows');
  });

  test('no more than about 13,200 characters in all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6000 }), { maxLength: 60 }), (sizes) => {
        const built = message(
          ['x'],
          sizes.map((size) => lines(['y'.repeat(size)])),
        );
        const text = JSON.stringify(built.blocks).match(/y/g)?.length ?? 0;
        expect(text).toBeLessThan(13_200);
        expect(built.blocks.length).toBeLessThanOrEqual(50);
      }),
    );
  });

  test('an empty line is not an empty text, which Slack refuses', () => {
    const unseen = '\u202E\u0000';
    const blocks = [
      ...[lines([]), context([]), section(['']), section([unseen]), header(unseen)],
      lines([unseen], [bold(unseen)], [link('https://x.example/', unseen)]),
      table([unseen], [[[unseen], [bold(unseen)]]]),
    ];
    expect(JSON.stringify(blocks)).not.toContain('"text":""');
    expect(mrkdwn([link('https://x.example/', unseen)])).toBe(
      '<https://x.example/|https://x.example/>',
    );
  });
});

test('nothing in a block hides or reorders what stands around it', () => {
  const text = 'a\u202Eb\u0000c\u2066d';
  const shown = JSON.stringify([
    header(text),
    button({ id: 'x', text, confirm: { title: text, text, confirm: text, deny: text } }),
    menu('m', text, [{ text, value: 'x' }]),
    table([text], [[[text]]]),
    preformatted(text),
  ]);
  expect(shown.match(/abcd/g)).toHaveLength(11);
  expect(shown).not.toMatch(/\u202E|\u2066|\\u0000/);
});
