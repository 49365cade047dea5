import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../sandbox/page/styles/tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }] as const,
  ),
);

/** What is written on what, as the style sheets pair them. */
const writing: Record<string, readonly string[]> = {
  ink: ['paper', 'sunken', 'raised', 'hover', 'press', 'accent-soft', 'code'],
  'ink-soft': ['paper', 'sunken', 'raised', 'hover', 'press', 'accent-soft'],
  'ink-faint': ['paper', 'sunken', 'raised', 'hover'],
  link: ['paper', 'raised', 'hover', 'sunken'],
  'accent-strong': ['accent-soft'],
  'on-accent': ['accent', 'accent-strong'],
  'on-selected': ['selected'],
  danger: ['paper', 'raised'],
  'on-danger': ['danger'],
  'on-mention': ['mention'],
  warn: ['warn-soft'],
  'code-ink': ['code'],
};

const pairs = Object.entries(writing).flatMap(([ink, papers]) =>
  papers.flatMap((paper) => (['light', 'dark'] as const).map((theme) => ({ ink, paper, theme }))),
);

test.each(pairs)('$ink can be read on $paper in $theme', ({ ink, paper, theme }) => {
  expect(contrast(colour(ink, theme), colour(paper, theme))).toBeGreaterThanOrEqual(4.5);
});

function colour(name: string, theme: 'light' | 'dark'): string {
  const found = tokens.get(name)?.[theme];
  if (!found) throw new Error(`tokens.css has no --${name}`);
  return found;
}

/** WCAG 2.2: the ratio of the lighter's relative luminance to the darker's. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
