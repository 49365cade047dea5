import { describe, expect, test } from 'vitest';
import { parseWords } from '../../src/core/words.ts';

const read = (line: string) => {
  const { plain, flags } = parseWords(line);
  return [plain, Object.fromEntries(flags)];
};

describe('what a person typed', () => {
  test.each([
    ['status acme/api', [['status', 'acme/api'], {}]],
    ['  status   acme/api ', [['status', 'acme/api'], {}]],
    ['runs acme/api --branch main', [['runs', 'acme/api'], { branch: 'main' }]],
    ['runs --branch=main acme/api', [['runs', 'acme/api'], { branch: 'main' }]],
    ['runs --workflow "Nightly backup" x', [['runs', 'x'], { workflow: 'Nightly backup' }]],
    ['runs --workflow="Nightly backup"', [['runs'], { workflow: 'Nightly backup' }]],
    ['mute “Nightly backup” for 2h', [['mute', 'Nightly backup', 'for', '2h'], {}]],
    ['runs —branch main', [['runs'], { branch: 'main' }]],
    ['x --help', [['x'], { help: true }]],
    ['x --help --branch main', [['x'], { help: true, branch: 'main' }]],
    ['show <https://g.example/r/1|g.example/r/1>', [['show', 'https://g.example/r/1'], {}]],
    ['say <@U1|dana> in <#C1|builds>', [['say', '@U1', 'in', '#C1'], {}]],
    ['a &lt;b&gt; &amp;amp;', [['a', '<b>', '&amp;'], {}]],
    ['say "--not a flag"', [['say', '--not a flag'], {}]],
    ['say "never closed', [['say', 'never closed'], {}]],
    ["it is dana’s and don't", [['it', 'is', 'dana’s', 'and', "don't"], {}]],
    ['', [[], {}]],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });
});
