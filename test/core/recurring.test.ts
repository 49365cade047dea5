import { expect, test } from 'vitest';
import { parseRecurring, sayRecurring } from '../../src/core/recurring.ts';

test.each([
  ['weekdays 9:00', '0 9 * * 1-5', 'weekdays at 09:00'],
  ['Weekdays at 9am', '0 9 * * 1-5', 'weekdays at 09:00'],
  ['mondays 8:30', '30 8 * * 1', 'Mondays at 08:30'],
  ['every monday at 8:30', '30 8 * * 1', 'Mondays at 08:30'],
  ['daily 17:00', '0 17 * * *', 'every day at 17:00'],
  ['every day 5pm', '0 17 * * *', 'every day at 17:00'],
  ['mon, wed and fri 12pm', '0 12 * * 1,3,5', 'Mondays, Wednesdays, Fridays at 12:00'],
  ['tue-thu 9:15', '15 9 * * 2,3,4', 'Tuesdays, Wednesdays, Thursdays at 09:15'],
  ['every tue-thu at 9:15', '15 9 * * 2,3,4', 'Tuesdays, Wednesdays, Thursdays at 09:15'],
  ['every monday to friday 9am', '0 9 * * 1,2,3,4,5', 'weekdays at 09:00'],
  ['weekends noon', '0 12 * * 0,6', 'weekends at 12:00'],
  ['*/30 8-18 * * 1-5', '*/30 8-18 * * 1-5', '*/30 8-18 * * 1-5'],
  ['0 9 1 * *', '0 9 1 * *', '0 9 1 * *'],
  // Either kind of day will do: there is no 31 February, but there are Mondays.
  ['0 9 31 2 mon', '0 9 31 2 mon', '0 9 31 2 mon'],
])('%s is %s', (words, cron, said) => {
  expect(parseRecurring(words)).toBe(cron);
  expect(sayRecurring(cron)).toBe(said);
});

test.each([
  ['', '9:00', 'weekdays', 'weekdays 25:00', 'weekdays 9:75', 'someday 9:00', 'daily 13pm'],
  [
    '99 9 * * *',
    '0 9 31 2 *',
    '0 9 * *',
    'constructor 9:00',
    'mo 9:00',
    `daily ${'9'.repeat(200)}`,
  ],
])('says nothing of %s and its like', (...texts) => {
  for (const text of texts) expect([text, parseRecurring(text)]).toEqual([text, undefined]);
});

test('a long cron expression is taken whole', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => hour).join(',');
  for (const minutes of [
    '0',
    '0,5,10,15,20,25,30,35,40,45,50',
    '0,5,10,15,20,25,30,35,40,45,50,55',
  ])
    for (const days of ['1,2,3,4,5', 'mon,tue,wed,thu,fri']) {
      const cron = `${minutes} ${hours} * * ${days}`;
      expect(parseRecurring(cron)).toBe(cron);
    }
});
