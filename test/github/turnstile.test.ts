import { expect, it } from 'vitest';

import { createTurnstile } from '../../src/github/turnstile.ts';

const turn = () => new Promise(setImmediate);

function crowd(size: number, pass: () => Promise<void>): number[] {
  const passed: number[] = [];
  for (let at = 0; at < size; at++) void pass().then(() => passed.push(at));
  return passed;
}

it('of a crowd so many pass in one turn of the loop, and nobody overtakes', async () => {
  const passed = crowd(7, createTurnstile(3));
  expect(passed).toEqual([]);
  await turn();
  expect(passed).toEqual([0, 1, 2]);
  await turn();
  expect(passed).toEqual([0, 1, 2, 3, 4, 5]);
  await turn();
  expect(passed).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it('who comes while others wait passes after them, who comes alone passes with the next turn', async () => {
  const pass = createTurnstile(2);
  const first = crowd(3, pass);
  await turn();
  const second = crowd(1, pass);
  expect([first, second]).toEqual([[0, 1], []]);
  await turn();
  expect([first, second]).toEqual([[0, 1, 2], [0]]);
  const late = crowd(1, pass);
  await turn();
  expect(late).toEqual([0]);
});
