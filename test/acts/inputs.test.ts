import { describe, expect, test } from 'vitest';
import { checkInputs } from '../../src/acts/inputs/check.ts';
import { readStartable } from '../../src/acts/inputs/parse.ts';
import { faultInLine } from '../../src/acts/messages/inputs.ts';
import { startWords } from '../../src/acts/start.ts';

describe('a workflow’s file says whether it can be started by hand, and what it asks for', () => {
  test.each([
    ['on: push', null],
    ['on: [push, pull_request]', null],
    ['on: { push: {} }', null],
    ['on: workflow_dispatch', { inputs: [] }],
    ['on: [push, workflow_dispatch]', { inputs: [] }],
    ['on: { workflow_dispatch: }', { inputs: [] }],
    ['"on": { workflow_dispatch: { inputs: } }', { inputs: [] }],
    ['on: {', null],
    ['', null],
    ['- on', null],
  ])('%s', (yaml, startable) => {
    expect(readStartable(yaml)).toEqual(startable);
  });

  test('with every kind of input', () => {
    const yaml = `
on:
  workflow_dispatch:
    inputs:
      note:
        description: What for
      dry_run: { type: boolean, default: true }
      level: { type: choice, options: [low, 2, high], default: high, required: true }
      count: { type: number, default: 3 }
      target: { type: environment }
      odd: [1]
      new: { type: colour }
`;
    const plain = { description: null, required: false, default: null, options: [] };
    expect(readStartable(yaml)?.inputs).toEqual([
      { ...plain, name: 'note', type: 'string', description: 'What for' },
      { ...plain, name: 'dry_run', type: 'boolean', default: 'true' },
      {
        ...{ ...plain, name: 'level', type: 'choice', default: 'high', required: true },
        options: ['low', '2', 'high'],
      },
      { ...plain, name: 'count', type: 'number', default: '3' },
      { ...plain, name: 'target', type: 'environment' },
      { ...plain, name: 'odd', type: 'string' },
      { ...plain, name: 'new', type: 'string' },
    ]);
  });

  test('whatever stands in it: a bomb of aliases is no workflow', () => {
    const row = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(', ')}]`;
    const rows = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'].map((pair) => [...pair]))
      rows.push(row(name ?? '', `*${of}`));
    expect(readStartable(`${rows.join('\n')}\non: workflow_dispatch`)).toBeNull();
  });
});

const inputs =
  readStartable(`
on:
  workflow_dispatch:
    inputs:
      environment: { type: choice, options: [staging, production], required: true }
      dry_run: { type: boolean }
      count: { type: number }
      note: { required: true, default: none }
      baton_request: {}
`)?.inputs ?? [];

describe('values', () => {
  test('are taken as GitHub wants them', () => {
    const given = { environment: 'Staging', dry_run: 'Yes', count: ' 0.5 ', note: '' };
    expect(checkInputs(inputs, given)).toEqual({
      values: { environment: 'staging', dry_run: 'true', count: '0.5' },
    });
  });

  test.each([
    [{}, 'The workflow needs environment.', 'Add `environment=staging`'],
    [{ environment: 'producton' }, 'there is no “producton”. Did you mean production?', 'Add'],
    [{ environment: 'moon' }, 'It is one of staging and production.', 'Add'],
    [{ environment: 'staging', dry_run: 'maybe' }, 'i expect true or false', 'dry_run=true'],
    [{ environment: 'staging', count: 'many' }, 'not a number', 'count=3'],
    [{ enviroment: 'staging' }, 'no input called “enviroment”', 'Did you mean `environment=…`?'],
    [
      { colour: 'red' },
      'no input called “colour”',
      'It takes environment, dry_run, count and note.',
    ],
    [{ environment: 'staging', baton_request: 'x' }, 'no input called “baton_request”', 'It takes'],
  ])('%j is refused by a sentence', (given, sentence, hint) => {
    const checked = checkInputs(inputs, given as Record<string, string>);
    if (!('faults' in checked)) throw new Error('it was taken');
    const [said, instead] = faultInLine(checked.faults[0]);
    expect(said.toLowerCase()).toContain(sentence.toLowerCase());
    expect(instead).toContain(hint);
  });
});

test.each([
  [['Deploy'], { workflow: 'Deploy', repository: undefined, inputs: {} }],
  [
    ['Nightly', 'backup', 'on', 'acme/infra', 'kind=full', 'note=a b=c'],
    {
      ...{ workflow: 'Nightly backup', repository: 'acme/infra' },
      inputs: { kind: 'full', note: 'a b=c' },
    },
  ],
  [['Turn', 'on', 'the', 'lights'], { workflow: 'Turn on the lights', repository: undefined }],
  [['on'], { workflow: 'on', repository: undefined }],
])('%j', (words, expected) => {
  expect(startWords(words)).toMatchObject(expected);
});
