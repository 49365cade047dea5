import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isEmoji, reactionChoices } from '../../sandbox/page/text/emoji.ts';

const root = new URL('../../', import.meta.url);
const files = ['src', 'commands'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8')),
);
const named = files.flatMap((text) =>
  [...text.matchAll(/emoji\('([a-z0-9_+-]+)'\)|kind: 'emoji', name: '([a-z0-9_+-]+)'/g)].map(
    ([, called, written]) => called ?? written ?? '',
  ),
);

test('the page can draw every emoji that Baton names', () => {
  expect(named.length).toBeGreaterThan(0);
  expect([...named, ...reactionChoices].filter((name) => !isEmoji(name))).toEqual([]);
});

test('and draws them itself: a machine without an emoji font shows an empty box', () => {
  const text = new URL('sandbox/page/text/', root);
  const drawn = readdirSync(text)
    .filter((name) => name.startsWith('drawn'))
    .flatMap((name) => [...readFileSync(new URL(name, text), 'utf8').matchAll(/^ {2}(\w+): /gm)])
    .map(([, name]) => name);
  expect([...new Set(named)].filter((name) => !drawn.includes(name))).toEqual([]);
});
