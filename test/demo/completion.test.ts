import { expect, test } from 'vitest';
import { type Completable, completions } from '../../sandbox/page/chat/completion.ts';

const person = (name: string, real_name: string) => ({
  id: `U0${name.toUpperCase()}`,
  name,
  real_name,
  title: '',
  avatar: '',
  color: '',
  is_bot: false,
});
const known: Completable = {
  commands: [
    {
      name: '/ci',
      description: 'Look at builds',
      usage_hint: '[status | runs <repo> | run | help]',
    },
    { name: '/oncall', description: 'Who is on call', usage_hint: '' },
  ],
  users: [person('dana', 'Dana Reyes'), person('baton', 'Baton')],
  usergroups: [{ id: 'S1', handle: 'ops-team', name: 'Operations', users: [] }],
  channels: [
    {
      id: 'C1',
      name: 'builds',
      topic: '',
      is_im: false,
      is_private: false,
      is_archived: false,
      members: [],
    },
  ],
};
const labels = (before: string) => completions(before, known).map((one) => one.label);

test('a slash offers every command, and letters narrow it down', () => {
  expect(labels('/')).toEqual(['/ci', '/oncall']);
  expect(labels('/on')).toEqual(['/oncall']);
});

test('after a command, its usage hint says which words may come next', () => {
  expect(labels('/ci ')).toEqual(['/ci status', '/ci runs', '/ci run', '/ci help']);
  expect(completions('/ci runs', known)).toMatchObject([
    { insert: 'runs ', from: 4, detail: '<repo>' },
  ]);
  expect(labels('/ci ru')).toEqual(['/ci runs', '/ci run']);
  expect(labels('/ci run')).toEqual(['/ci run', '/ci runs']);
  expect(labels('/ci runs ')).toEqual([]);
});

test('an @ offers people and groups, a # channels', () => {
  expect(labels('ask @b')).toEqual(['@baton']);
  expect(labels('@o')).toEqual(['@ops-team']);
  expect(labels('see #')).toEqual(['#builds']);
  expect(labels('mail me a@b')).toEqual([]);
});
