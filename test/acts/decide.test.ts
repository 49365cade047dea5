import { describe, expect, test } from 'vitest';
import { decideAct, isLate, mayBegin, type Told } from '../../src/acts/decide.ts';

const minute = 60_000;
const act = { askedAt: 0, begunAt: null, tries: 0 };
const begun = { askedAt: 0, begunAt: 1_000, tries: 1 };
const said = 'GitHub has trouble of its own (500).';

type Row = [
  name: string,
  before: typeof act | typeof begun,
  told: Told,
  now: number,
  becomes: object,
];

describe('what becomes of an act', () => {
  test.each<Row>([
    ['done', begun, { kind: 'done' }, 2_000, { state: 'done', again: null }],
    ['refused', begun, { kind: 'refused', said: 'No.' }, 2_000, { state: 'refused', said: 'No.' }],
    [
      'a limit that is over soon is waited out',
      act,
      { kind: 'later', said, at: 5 * minute, begun: false },
      0,
      { state: 'asked', said, again: 5 * minute },
    ],
    [
      'a limit that lasts longer than anyone waits ends it',
      act,
      { kind: 'later', said, at: 11 * minute, begun: false },
      0,
      { state: 'failed', said, again: null },
    ],
    [
      'a limit met while looking leaves it unknown, and is waited out',
      begun,
      { kind: 'later', said, at: 11 * minute, begun: true },
      0,
      { state: 'unknown', said: `${said} I am looking.`, again: 11 * minute },
    ],
    [
      'a lost answer is looked for',
      begun,
      { kind: 'lost', said },
      2_000,
      { state: 'unknown', again: 7_000 },
    ],
    [
      'ever seldomer',
      begun,
      { kind: 'lost', said },
      60 * minute,
      { state: 'unknown', again: 70 * minute },
    ],
    ['for a day', begun, { kind: 'lost', said }, 1440 * minute, { state: 'unknown', again: null }],
    [
      'a GitHub that could not be reached before anything began is asked again',
      act,
      { kind: 'lost', said },
      1_000,
      { state: 'asked', again: 6_000 },
    ],
    [
      'for ten minutes',
      act,
      { kind: 'lost', said },
      10 * minute,
      { state: 'failed', said, again: null },
    ],
    [
      'what is not there yet may come',
      begun,
      { kind: 'missing' },
      2_000,
      { state: 'unknown', again: 31_000 },
    ],
    ['what did not come has not begun', begun, { kind: 'missing' }, 31_000, { state: 'failed' }],
    [
      'what GitHub does not tell stays unknown',
      begun,
      { kind: 'unclear', said: 'Two could be it.' },
      2_000,
      { state: 'unknown', said: 'Two could be it.', again: null },
    ],
  ])('%s', (...[, before, told, now, expected]) => {
    expect(decideAct(before, told, now)).toMatchObject(expected);
  });

  test('it is begun once more where it is certain that it has not, soon and not often', () => {
    expect(mayBegin(act, 0)).toBe(true);
    expect(mayBegin(begun, 30_000)).toBe(false);
    expect(mayBegin(begun, 31_000)).toBe(true);
    expect(mayBegin({ ...begun, tries: 3 }, 31_000)).toBe(false);
    expect(mayBegin(begun, 10 * minute)).toBe(false);
  });
});

test.each([
  ['half an hour after it was asked for', act, 30 * minute, true],
  ['a moment before that', act, 30 * minute - 1, false],
  ['what has begun is looked for however late', begun, 300 * minute, false],
] as const)('%s: whether it is too late to begin', (_what, before, now, late) => {
  expect(isLate(before, now)).toBe(late);
});
