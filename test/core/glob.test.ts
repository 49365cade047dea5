import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { globProblem, matchesGlob, matchesName } from '../../src/core/glob.ts';

describe('a glob on repositories and branches', () => {
  it.each([
    ['acme/*', 'acme/api'],
    ['acme/*', 'Acme/API'],
    ['acme/{api,web}', 'acme/web'],
    ['acme/service-?', 'acme/service-1'],
    ['acme/.github', 'acme/.github'],
    ['*/*', 'acme/api'],
    ['**', 'acme/api'],
    ['main', 'main'],
    ['release/*', 'release/1.2'],
    ['release/**', 'release/1.2/hotfix'],
    ['**/hotfix', 'release/1.2/hotfix'],
    ['**/hotfix', 'hotfix'],
    ['{main,release/{1,2}.*}', 'release/2.7'],
    ['feature/[x]', 'feature/[x]'],
  ])('%j takes %j', (pattern, text) => expect(matchesGlob(pattern, text)).toBe(true));

  it.each([
    ['acme/*', 'acme/api/extra'],
    ['acme/*', 'evil/acme/api'],
    ['acme/?', 'acme/'],
    ['release/*', 'release/1.2/hotfix'],
    ['**/hotfix', 'nohotfix'],
    ['main', 'maintenance'],
    ['feature/[x]', 'feature/x'],
    ['', 'main'],
  ])('%j leaves %j out', (pattern, text) => expect(matchesGlob(pattern, text)).toBe(false));

  it('agrees with picomatch on what both understand', () => {
    const piece = fc.constantFrom('a', 'b', '/', '*', '?', '-', 'ab', '/**/', '{a,b/}');
    const pattern = fc
      .array(piece, { minLength: 1, maxLength: 6 })
      .map((pieces) => pieces.join(''))
      // Picomatch takes `**` for `*` inside a folder's name, and `a/**` for `a`; slashes at the ends are its own matter.
      .filter((text) => !/[^/]\*\*|\*\*[^/]|\*\*$|^\/|\/$|\/\/|\/}/.test(text));
    const name = fc
      .array(fc.constantFrom('a', 'b', 'ab', '-'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(pattern, name, (glob, text) => {
        expect(matchesGlob(glob, text)).toBe(picomatch.isMatch(text, glob, { dot: true }));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a glob on workflow names', () => {
  it.each([
    ['*', 'CI / build'],
    ['nightly *', 'Nightly backup (eu)'],
    ['CI (push)*', 'CI (push) 2'],
    ['Build [linux]', 'build [linux]'],
    ['*deploy*', 'Staging/Deploy/All'],
  ])('%j takes %j', (pattern, text) => expect(matchesName(pattern, text)).toBe(true));

  it('leaves other names out', () => expect(matchesName('CI', 'CI nightly')).toBe(false));
});

describe('a hostile glob', () => {
  it.each([
    '*a'.repeat(120),
    '{a,b}'.repeat(40),
    '**/'.repeat(80),
    '?*'.repeat(120),
    '{'.repeat(250),
    `${'{*,**}'.repeat(5)}${'*?'.repeat(110)}c`,
  ])('%j is answered at once', (pattern) => {
    const started = performance.now();
    matchesGlob(pattern, `${'a'.repeat(250)}b`);
    matchesName(pattern, `${'a'.repeat(250)}b`);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('is named for what is wrong with it', () => {
    expect(globProblem('')).toBe('is empty');
    expect(globProblem('a'.repeat(257))).toBe('is longer than 256 characters');
    expect(globProblem('{a,b}'.repeat(7))).toBe('has more than 32 alternatives');
    expect(globProblem('acme/*')).toBeUndefined();
  });
});
