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
