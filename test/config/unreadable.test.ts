import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { env, problems } from './world.ts';

describe('a baton.yml that cannot be read', () => {
  it('is one clear line when it is not there', () => {
    expect(problems(env, {})).toEqual([
      'BATON_CONFIG: there is no baton.yml: run cp baton.example.yml baton.yml, or name your file here',
    ]);
  });

  it('is a folder where Docker was given a file that is not there', () => {
    const failing = (code: string) => () => {
      throw Object.assign(new Error('no'), { code });
    };
    const said = (code: string) => {
      try {
        loadConfig({ env, readFile: failing(code) });
        return '';
      } catch (thrown) {
        return thrown instanceof Error ? thrown.message : '';
      }
    };
    expect(said('EISDIR')).toBe(
      'BATON_CONFIG: baton.yml is a folder, which Docker makes where the file is missing: remove it, and run cp baton.example.yml baton.yml',
    );
    expect(said('EACCES')).toBe(
      'BATON_CONFIG: baton.yml may not be read by the user whom Baton runs as: chmod a+r baton.yml',
    );
  });

  it.each([
    ['a: [1\nb: 2', 'baton.yml:2 is not YAML: Flow sequence'],
    ['a: 1\na: 2', 'baton.yml:2 is there twice: a; put what both say under one'],
    [
      'x:\n  - b: 1\n    c: 2\n    b: 3',
      'baton.yml:4 is there twice: b; put what both say under one',
    ],
    ['a: 1\n---\nb: 2', 'baton.yml:2 is a second document: leave out the line ---'],
    ['\ta: 1', 'baton.yml:1 is not YAML: Tabs are not allowed'],
    [
      'repositories:\n  - match: */*',
      'baton.yml:2 is not YAML: a value that begins with * stands in quotes',
    ],
    [
      'repositories:\n  - match: *acme',
      'baton.yml:2 is not YAML: a value that begins with * stands in quotes',
    ],
    ['just a text', 'baton.yml:1 must be a mapping of keys to values'],
    ['- a list', 'baton.yml:1 must be a mapping of keys to values'],
    ['', 'baton.yml repositories: is missing; it must be a list'],
  ])('%#: names the line and what is wrong', (text, beginning) =>
    expect(problems(env, text)[0]?.slice(0, beginning.length)).toBe(beginning),
  );
});
