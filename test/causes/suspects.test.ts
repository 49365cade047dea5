import { describe, expect, it } from 'vitest';
import { rankSuspects } from '../../src/causes/suspects.ts';
import type { Cause } from '../../src/causes/types.ts';

const cause = (over: Partial<Cause>): Cause => ({
  job: 'test',
  lines: [],
  more: 0,
  category: 'test',
  evidence: '',
  fingerprint: '',
  normalised: '',
  rule: '',
  files: [],
  tests: [],
  readable: true,
  ...over,
});
const commit = (sha: string, ...files: string[]) => ({ sha, title: sha, files });
const ranked = (commits: ReturnType<typeof commit>[], over: Partial<Cause>) =>
  rankSuspects(commits, cause(over)).map(({ commit: { sha }, reason }) => [sha, reason]);

describe('among the commits since the last green', () => {
  it('the one that touches a file of the failure comes first, and says so', () => {
    const commits = [commit('docs', 'README.md'), commit('totals', 'src/cart.ts', 'README.md')];
    expect(ranked(commits, { files: ['src/cart.ts'] })).toEqual([
      ['totals', 'touches src/cart.ts'],
      ['docs', undefined],
    ]);
  });

  it('a file counts though the log names it from another folder', () => {
    const commits = [commit('a', 'packages/shop/src/cart.ts')];
    expect(ranked(commits, { files: ['src/cart.ts'] })).toEqual([
      ['a', 'touches packages/shop/src/cart.ts'],
    ]);
  });

  it.each([
    ['src/cart.test.ts', 'src/cart.ts'],
    ['tests/test_cart.py', 'shop/cart.py'],
    ['spec/cart_spec.rb', 'app/cart.rb'],
    ['cart_test.go', 'cart/cart.go'],
    ['src/test/java/CartTest.java', 'src/main/java/Cart.java'],
  ])('what %s tests is suspected', (test, source) => {
    const [first] = rankSuspects(
      [commit('other', 'x/y.z'), commit('a', source)],
      cause({ files: [test] }),
    );
    expect(first?.reason).toContain(`touches ${source}, which`);
  });

  it('a lockfile is near a failed install, and no test', () => {
    const commits = [commit('bump', 'package-lock.json')];
    expect(ranked(commits, { category: 'dependency' })).toEqual([
      ['bump', 'changes package-lock.json, and the failure is about a dependency'],
    ]);
    expect(ranked(commits, { category: 'test' })).toEqual([['bump', undefined]]);
  });

  it('a workflow is near a failure of configuration', () => {
    const [[, reason] = []] = ranked([commit('ci', '.github/workflows/ci.yml')], {
      category: 'configuration',
    });
    expect(reason).toContain('the way it is run');
  });

  it('none is blamed where nothing points at one, and their order stays', () => {
    const commits = [commit('b', 'x.md'), commit('a', 'y.md')];
    expect(ranked(commits, { category: 'network', files: [] })).toEqual([
      ['b', undefined],
      ['a', undefined],
    ]);
  });

  it('a file of the failure outweighs many guesses', () => {
    const many = Array.from({ length: 30 }, (_, index) => `src/file${index}.ts`);
    expect(
      ranked([commit('sweep', ...many), commit('fix', 'src/cart.ts')], {
        files: ['src/cart.ts'],
      })[0]?.[0],
    ).toBe('fix');
  });
});
