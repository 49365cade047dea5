import { day, hour, minute } from './history.ts';

const held = 4 * hour - 20 * minute;

/** What a report says of the history in work-by-hand.test.ts, worked out on paper; the paths are those of `saidOf`. */
export const workByHand: Record<string, unknown> = {
  'handoffs.waiting': [1, 1, 0, 0, 'worse', false],
  // In time: one. Too late: one, and the one that nobody took. Declined: not judged.
  'handoffs.acceptedInTime': [1 / 3, 3, 1, 1, 'worse', false],
  'handoffs.timeToAccept.median': [20 * minute, 2, minute, 1, 'worse', false],
  'handoffs.timeToAccept.p90': [2 * hour, 2, minute, 1, 'worse', false],
  'handoffs.byTeam': { qa: { waiting: 1, held: [held, held, 1] } },
  // Three calls in two shifts; one in two before.
  'load.pagesPerShift': [1.5, 3, 0.5, 1, 'worse', false],
  'load.layers': { 'ops primary': { shifts: 2, pages: 3 } },
  'deploys.year': 2024,
  // Two days of what was before are too few to say what is usual.
  'deploys.frequency': [1, 4, null, 1, 'unknown', false, 'high'],
  // c2: two days and an hour, c3: a day and an hour, c4: ten hours, c5: a day and four hours.
  'deploys.leadTime': [25 * hour, 4, day, 1, 'worse', false, 'high'],
  // c4, which was taken back, and c5, which failed at first; of five.
  'deploys.failureRate': [2 / 5, 5, 0, 1, 'worse', false, 'low'],
  'deploys.timeToRestore': [2 * hour, 2, null, 0, 'unknown', false, 'high'],
};
