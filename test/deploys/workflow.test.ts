import { expect, test } from 'vitest';
import type { DeployRule } from '../../src/core/settings.ts';
import { type Book, findWay, type Input } from '../../src/deploys/workflow.ts';

const input = (name: string, change: Partial<Input> = {}): Input => ({
  ...{ name, type: 'string', required: false, default: null, options: [], ...change },
});
const place = input('environment', { type: 'environment', required: true });
const repository = { name: 'acme/api', defaultBranch: 'main', url: '' };

type Given = Record<string, { inputs?: Input[]; active?: boolean }>;

/** How a commit is brought to production by these workflows. */
function way(
  workflows: Given,
  rule: Partial<Pick<DeployRule, 'workflow' | 'inputs'>> | null = null,
  ref = 'main',
) {
  const listed = Object.keys(workflows).map((name, index) => ({
    ...{ id: index + 1, name, path: `.github/workflows/${name.toLowerCase()}.yml` },
    active: workflows[name]?.active ?? true,
  }));
  const book: Book = {
    list: async () => listed,
    async read(_, { path }) {
      const inputs = workflows[listed.find((one) => one.path === path)?.name ?? '']?.inputs;
      return inputs ? { inputs } : null;
    },
  };
  const whole = rule && {
    ...{ match: 'acme/*', channel: null, environments: [], freezes: [] },
    ...{ workflow: null, inputs: { environment: null, ref: null }, ...rule },
  };
  const bound = {
    repository,
    rule: whole ?? undefined,
    environment: 'Production',
    ref,
    sha: shaOf(ref),
  };
  const at = Object.entries(heads).filter(([, head]) => head === bound.sha);
  return findWay(bound, book, {
    refNames: async () => ({ branches: ['main', 'next'], tags: ['v1'] }),
    refsAt: async () => ({
      branches: at.flatMap(([name]) => (name.startsWith('v') ? [] : [name])),
      tags: at.flatMap(([name]) => (name.startsWith('v') ? [name] : [])),
    }),
  });
}

/** Which commit each branch and tag is at. */
const heads: Record<string, string> = {
  ...{ main: 'b2b2b2b2', next: 'c3c3c3c3', v1: 'c3c3c3c3', spike: 'd4d4d4d4' },
};
const shaOf = (ref: string): string =>
  heads[ref] ?? Object.values(heads).find((sha) => sha.startsWith(ref)) ?? `${ref}000`;

const refTo = (ref: string) => ({ environment: null, ref });
const deploy = { Deploy: { inputs: [place] }, CI: {} };

test('the workflow with an input of type environment deploys, in the spelling that it takes', async () => {
  const options = { inputs: [{ ...place, options: ['staging', 'production'] }] };
  expect(await way({ CI: { inputs: [] }, Ship: options })).toMatchObject({
    ...{ workflow: { name: 'Ship' }, ref: 'main', handed: false },
    values: { environment: 'production' },
  });
  expect(await way(deploy, null, 'next')).toMatchObject({ ref: 'next' });
  expect(await way(deploy, null, 'v1')).toMatchObject({ ref: 'v1' });
});

test('baton.yml names the workflow by its name or file, and the inputs', async () => {
  const inputs = [input('to'), input('version')];
  const named = { workflow: 'deploy.yml', inputs: { environment: 'to', ref: 'version' } };
  expect(await way({ Deploy: { inputs } }, named, 'a1b2c3d')).toMatchObject({
    ...{ ref: 'main', handed: true, values: { to: 'Production', version: 'a1b2c3d000' } },
  });
});

test.each([
  ['the default branch', 'b2b2b2b', 'main'],
  ['a tag rather than another branch', 'c3c3c3c3', 'v1'],
  ['another branch', 'd4d4d4d', 'spike'],
])('a bare commit is started on %s that is at it', async (_what, commit, ref) => {
  expect(await way(deploy, null, commit)).toMatchObject({ ref, handed: false });
});

test('of several the one that is called after it deploys', async () => {
  expect(await way({ ...deploy, Preview: { inputs: [place] } })).toMatchObject({
    workflow: { name: 'Deploy' },
  });
});

test.each<[string, Parameters<typeof way>, object]>([
  ['no workflow takes an environment', [{ CI: { inputs: [] } }], { why: 'none' }],
  [
    'two could',
    [{ A: { inputs: [place] }, B: { inputs: [place] } }],
    { why: 'several', names: ['A', 'B'] },
  ],
  ['something else deploys', [deploy, { workflow: false }], { why: 'elsewhere' }],
  ['the name is wrong', [deploy, { workflow: 'Deply' }], { why: 'unknown', near: 'Deploy' }],
  [
    'it is switched off',
    [{ Deploy: { inputs: [], active: false } }, { workflow: 'Deploy' }],
    { why: 'disabled' },
  ],
  [
    'it cannot be started by hand',
    [{ Deploy: {} }, { workflow: 'Deploy' }],
    { why: 'not-by-hand' },
  ],
  ['an input is not there', [deploy, { inputs: refTo('version') }], { why: 'no-input' }],
  [
    'the environment is none of its choices',
    [{ Deploy: { inputs: [{ ...place, options: ['eu', 'us'] }] } }],
    { why: 'not-an-option', options: ['eu', 'us'] },
  ],
  [
    'it asks for more',
    [{ Deploy: { inputs: [place, input('ticket', { required: true })] } }],
    { why: 'asks-more', inputs: ['ticket'] },
  ],
  ['nothing is at the commit', [deploy, null, 'a1b2c3d'], { why: 'commit' }],
  ['the ref is none that GitHub starts on', [deploy, null, 'HEAD'], { why: 'commit' }],
])('there is no way where %s', async (_, given, why) => {
  expect(await way(...given)).toMatchObject(why);
});
