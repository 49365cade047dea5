import { expect, test } from 'vitest';
import { cellText, isLong } from '../../sandbox/page/blocks/cell-text.ts';

test('a cell is as long as what a person reads in it', () => {
  const linked = {
    type: 'rich_text' as const,
    elements: [
      {
        type: 'rich_text_section' as const,
        elements: [
          { type: 'emoji' as const, name: 'red_circle' },
          {
            type: 'link' as const,
            url: 'https://github.example/a/very/long/path',
            text: 'CI #300',
          },
          { type: 'text' as const, text: ' on main' },
        ],
      },
    ],
  };
  expect(cellText(linked)).toBe('CI #300 on main');
  expect(isLong(linked)).toBe(false);
  expect(isLong({ type: 'raw_text', text: 'Apply coupons from their minimum upwards' })).toBe(true);
  expect(cellText({ type: 'raw_number', value: 7, text: '7 min' })).toBe('7 min');
});
