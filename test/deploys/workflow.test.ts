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
  const bound = { repository, rule: whole ?? undefined, environment: 'Production', ref, sha: 'b2' };
  return findWay(bound, book, async () => ({ branches: ['main', 'next'], tags: ['v1'] }));
}

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
    ...{ ref: 'main', handed: true, values: { to: 'Production', version: 'b2' } },
  });
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
  ['a commit is no place to start', [deploy, null, 'a1b2c3d'], { why: 'commit' }],
])('there is no way where %s', async (_, given, why) => {
  expect(await way(...given)).toMatchObject(why);
});
