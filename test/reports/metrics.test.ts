import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reportSample } from '../../src/app/doctor/sample-report.ts';
import type { Report } from '../../src/reports/numbers.ts';
import { byHand } from './by-hand.ts';
import { naiveReport } from './naive/report.ts';
import { naiveDeploys, naiveHandoffs, naiveLoad } from './naive/work.ts';
import { saidOf } from './said.ts';
import { workByHand } from './work-by-hand.ts';

/** No number without two tests: one worked out by hand, and one against a second computation of any history. */

const period = { from: 0, to: 1, zone: 'UTC' };
const whole: Required<Report> = reportSample(0);
const numbers = Object.keys(saidOf(whole)).sort();

test('every number of a report is worked out by hand', () => {
  expect(Object.keys({ ...byHand, ...workByHand }).sort()).toEqual(numbers);
});

test('every number of a report is reckoned a second time', () => {
  const nothing = { repository: 'acme/api', runs: [], incidents: [], period, rates: [] };
  const twins = {
    ...{ ...naiveReport(nothing), ...naiveHandoffs([], period) },
    ...naiveLoad([], { before: [], now: [] }, period),
    ...naiveDeploys([], new Map(), period),
  };
  expect(Object.keys(twins).sort()).toEqual(numbers);
});

type Test = readonly [file: string, title: string];
const hand: Test = ['by-hand', 'says what one works out by hand'];
const twice: Test = ['naive', 'says what %s'];
const workHand: Test = [
  'work-by-hand',
  'says of handoffs, pages and deployments what one works out by hand',
];
const workTwice: Test = ['work-naive', 'says what a second, slow computation says'];

/** What each file reckons is held by these. */
const reckoned: Readonly<Record<string, readonly [byHand: Test, twice: Test]>> = {
  bottleneck: [['critical-path', 'is what the end waits for: worked out by hand'], twice],
  changes: [['told', 'tells what broke and what grew slow, and leaves the rest unsaid'], twice],
  'critical-path': [
    ['critical-path', 'is what the end waits for: worked out by hand'],
    ['critical-path', 'says what walking along every way says'],
  ],
  deploys: [workHand, workTwice],
  dora: [['work-by-hand', 'DORA’s bands of 2024 begin where the report says'], workTwice],
  flakiest: [hand, twice],
  handoffs: [workHand, workTwice],
  incidents: [hand, twice],
  load: [workHand, workTwice],
  measure: [['by-hand', 'measures for targets what the report says'], twice],
  metric: [['known', 'counts jobs from when they are kept, now and before, and says so'], twice],
  minutes: [hand, twice],
  'pass-rate': [hand, twice],
  sample: [hand, twice],
  savings: [['by-hand', 'names what to mend first, each for what it costs'], twice],
  'slow-steps': [hand, twice],
  slowest: [hand, twice],
  targets: [
    ['targets', 'that swings about its goal is told of once in each direction'],
    ['targets', 'tells what going along the weeks by hand tells'],
  ],
  tests: [
    ['tests', 'of the lady who tasted tea: three of four right is no proof'],
    ['tests', 'the tests say what counting out says'],
  ],
  unusual: [
    ['unusual', 'is a pass rate that halved'],
    ['tests', 'the tests say what counting out says'],
  ],
};

/** These read, choose or name; they reckon nothing. */
const others = ['behind', 'digest', 'facts', 'numbers', 'periods', 'plans', 'report', 'schedule'];
const words = ['services', 'work-words', 'words'];

test('every file that reckons something has both tests', () => {
  const files = readdirSync('src/reports').flatMap((name) => name.match(/^(.+)\.ts$/)?.[1] ?? []);
  expect([...Object.keys(reckoned), ...others, ...words].sort()).toEqual(files.sort());
  for (const [file, title] of Object.values(reckoned).flat()) {
    expect(readFileSync(`test/reports/${file}.test.ts`, 'utf8')).toContain(title);
  }
});
