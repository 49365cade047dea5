import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/core/message.ts';
import { createPlainness } from '../../src/slack/plainer.ts';

const chart = { type: 'data_visualization' };
let now = 0;
const words = { type: 'section' };
const withChart: Message = { text: 'Pass rate 95 %', blocks: [words, chart] };
const withWords: Message = { text: 'CI is failing', blocks: [words] };

describe('a message that Slack refuses', () => {
  test('is sent without its chart, then as its text alone, then given up', () => {
    const plainness = createPlainness(() => now);
    expect(plainness.form(1, withChart)).toEqual(withChart);
    expect(plainness.refused(1, withChart)).toBe(true);
    expect(plainness.form(1, withChart).blocks).toEqual([words]);
    expect(plainness.refused(1, withChart)).toBe(true);
    expect(plainness.form(1, withChart)).toEqual({ text: 'Pass rate 95 %', blocks: [] });
    expect(plainness.refused(1, withChart)).toBe(false);
  });

  test('goes straight to its text where there is no chart', () => {
    const plainness = createPlainness(() => now);
    plainness.refused(1, withWords);
    expect(plainness.form(1, withWords).blocks).toEqual([]);
  });

  test('once a workspace takes it without its chart, charts are left out from the start', () => {
    const plainness = createPlainness(() => now);
    plainness.refused(1, withChart);
    plainness.taken(1, withChart);
    expect(plainness.form(2, withChart).blocks).toEqual([words]);
    expect(plainness.form(3, withWords)).toEqual(withWords);
    now += 11 * 60_000;
    expect(plainness.form(4, withChart)).toEqual(withChart);
  });

  test('a broken message does not cost the others their charts', () => {
    const plainness = createPlainness(() => now);
    plainness.refused(1, withChart);
    plainness.refused(1, withChart);
    plainness.taken(1, withChart);
    expect(plainness.form(2, withChart)).toEqual(withChart);
  });
});
