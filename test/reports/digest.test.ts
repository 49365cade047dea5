import { describe, expect, test } from 'vitest';
import { validateBlocks } from '../../sandbox/slack/blocks/validate.ts';
import { read } from '../../sandbox/slack/reading/plain.ts';
import { createWorld } from '../../sandbox/slack/world/create.ts';
import type { Message } from '../../src/core/message.ts';
import { type DigestFacts, decideDigest, evidenceOf } from '../../src/reports/digest.ts';
import { digestMessage } from '../../src/reports/messages/digest.ts';
import { passRatePicture } from '../../src/reports/messages/pictures.ts';
import type { Progress } from '../../src/reports/targets.ts';
import { forms } from '../../src/slack/plainer.ts';
import {
  badReport,
  day,
  factsOf,
  hour,
  metric,
  minute,
  open,
  reportOf,
  tuesday,
} from './sample.ts';

const key = 'made-1@2026-11-24T09:00';
const world = createWorld({});

/** The message as people read it; Slack takes it whatever is in it. */
function shown(facts: DigestFacts): { message: Message; lines: string[] } {
  const message = digestMessage(facts, key);
  expect(validateBlocks(message.blocks, { surface: 'message', at: '/blocks' })).toEqual([]);
  return { message, lines: read(world, message).plain.split('\n') };
}

const about = (lines: readonly string[], word: string): string[] =>
  lines.filter((line) => line.includes(word));

describe('a digest', () => {
  test('of a quiet day is one line, with a way to all of it', () => {
    const { message, lines } = shown(factsOf());
    expect(lines).toEqual([
      expect.stringMatching(
        /^:large_green_circle: Nothing is red\. 98% of 50 runs passed since .+ \(usually 98%\)\. 1 workflow broke and was mended in 40 m\. All as usual\.$/,
      ),
      '[Show all]',
    ]);
    expect(message.blocks).toMatchObject([
      { type: 'section', accessory: { action_id: 'report.digest', value: key } },
    ]);
  });

  test('of a bad day says what is red and who has it, what is not as usual, and what to mend first', () => {
    const recent = badReport();
    const { message, lines } = shown(factsOf({ recent }));
    expect(lines[0]).toMatch(
      /^:red_circle: 2 workflows are red, 1 of them with nobody on it\. 81% of 64 runs passed since .+ \(usually 97%\), worse than usual\.$/,
    );
    const [free, held] = about(lines, 'has been red');
    expect(free).toBe(
      ':red_circle: acme/api · E2E on main has been red for 3 h. Nobody has it yet.',
    );
    expect(held).toMatch(/CI on main has been red for 3 h, 2 runs\. @.+ has it\.$/);
    expect(about(lines, 'takes 9 m')).toEqual([
      ':warning: acme/web · E2E › checkout takes 9 m, usually 6 m.',
    ]);
    expect(about(lines, '.  acme/web')).toEqual([
      '1.  acme/web · E2E fails by chance: 64 minutes ($0.38) went into 7 jobs that had to run again.',
      '2.  acme/web · E2E on main was red 3 times, in all for 6 h 10 m.',
      expect.stringContaining('Set cancel-in-progress: true in its workflow’s concurrency.'),
    ]);
    expect(about(lines, 'Runs that passed |')).toEqual(['Runs that passed | 81% | 97%, so worse']);
    expect(about(lines, 'Time until green again |')).toEqual([
      'Time until green again | 40 m | 40 m',
    ]);
    expect(message.blocks.filter(({ type }) => type === 'data_visualization')).toHaveLength(2);
  });

  test('says what its pictures show beside them and in its text, also where none are drawn', () => {
    const { message } = shown(factsOf({ recent: badReport() }));
    const [, without, textAlone] = forms(message);
    const sentences = [
      /93% of 960 runs passed in the last 20 working days; the worst was 28 Oct with 75%\./,
      /Something was mended on 4 days of these; it took longest on 28 Oct: 50 m\./,
    ];
    for (const sentence of sentences) {
      expect(read(world, without ?? message).plain).toMatch(sentence);
      expect(textAlone?.text).toMatch(sentence);
    }
    expect(without?.blocks.map(({ type }) => type)).not.toContain('data_visualization');
    expect(textAlone?.text).toContain('2 workflows are red');
  });

  test('calls no day the worst that has only just begun', () => {
    const one = { from: 0, to: 0, workday: true, timeToGreen: null, ended: 0 };
    const days = [
      { ...one, date: '2026-11-23', green: 40, red: 0 },
      { ...one, date: '2026-11-24', green: 36, red: 4 },
      { ...one, date: '2026-11-25', green: 1, red: 1 },
    ];
    const said = passRatePicture(days)?.sentence.join('');
    expect(said).toBe(
      '94% of 82 runs passed in the last 3 working days; the worst was 24 Nov with 90%.',
    );
  });

  test('draws no cake of no minutes: jobs may take no time at all', () => {
    const { minutes } = reportOf();
    const idle = { ...minutes.byWorkflow[0]!, minutes: 0, cost: 0 };
    const recent = reportOf({
      minutes: { ...minutes, total: metric(0, 'minutes'), byWorkflow: [idle] },
      days: [],
    });
    const { message } = shown(factsOf({ recent, full: true }));
    expect(message.blocks.map(({ type }) => type)).not.toContain('data_visualization');
  });

  test('of the week opens the picture that it has no room for', () => {
    const weekly = shown(factsOf({ shape: { sections: [], edition: 'weekly' } }));
    expect(weekly.lines.at(-1)).toBe('[How soon it was green again]');
    expect(shown(factsOf({ full: true })).lines.at(-1)).toBe('[Where the minutes went]');
  });

  test('of an empty store says that nothing ran, and what may be missing', () => {
    const health = {
      ...reportOf().health,
      passRate: metric(null, 'share', { of: 0 }),
      opened: metric(0, 'count', { of: 0 }),
    };
    const minutes = { ...reportOf().minutes, total: metric(0, 'minutes', { of: 0 }) };
    const recent = reportOf({ health, minutes, days: [] });
    const { lines } = shown(factsOf({ recent, about: 'all 0 repositories' }));
    expect(lines).toEqual([
      'Nothing ran in all 0 repositories in the last seven days.',
      expect.stringContaining('npm run doctor'),
    ]);
    expect(decideDigest(factsOf({ recent })).kind).toBe('empty');
  });

  test('of a huge organisation names the first few and counts the rest', () => {
    const name = (id: number) => `acme/${'service-with-a-long-name-'.repeat(3)}${id}`;
    const many = Array.from({ length: 400 }, (_, id) =>
      open(id, {
        repository: name(id),
        workflow: 'Build & <test> '.repeat(20),
        branch: 'b'.repeat(200),
      }),
    );
    const bad = badReport();
    const [change] = bad.changes;
    const recent = reportOf({
      ...bad,
      health: { ...bad.health, open: many },
      changes: change ? Array.from({ length: 300 }, () => change) : [],
      minutes: {
        ...bad.minutes,
        byWorkflow: bad.minutes.byWorkflow.flatMap((each) =>
          Array.from({ length: 200 }, (_, id) => ({ ...each, repository: name(id) })),
        ),
      },
    });
    const { lines, message } = shown(
      factsOf({ recent, shape: { sections: [], edition: 'weekly' } }),
    );
    expect(about(lines, 'has been red')).toHaveLength(8);
    expect(lines).toContain('and 392 workflows more: /ci failures');
    expect(lines).toContain('and 295 changes more: /ci health');
    expect(message.blocks.at(-1)?.type).toBe('actions');
    expect(message.blocks.length).toBeLessThan(50);
  });

  test('of the week shows the targets that can be told, those missed first', () => {
    const aim = { measure: 'pass_rate', goal: 0.95, crossedAt: null } as const;
    const targets: Progress[] = [
      { ...aim, repository: 'acme/api', value: 0.97, of: 80, state: 'met' },
      { ...aim, repository: 'acme/docs', value: 1, of: 3, state: 'unknown' },
      { ...aim, repository: 'acme/idle', value: null, of: 0, state: 'met' },
      { ...aim, repository: 'acme/web', value: 0.8, of: 40, state: 'missed' },
    ];
    const { lines } = shown(factsOf({ targets, shape: { sections: [], edition: 'weekly' } }));
    expect(about(lines, 'target 95%')).toEqual([
      ':warning: acme/web passes 80% of 40 runs, target 95%.',
      ':white_check_mark: acme/api passes 97% of 80 runs, target 95%.',
    ]);
    expect(lines).toContain('and 2 targets more: /ci health');
  });

  test('of the week is never one line: it looks back at targets and at last week’s three', () => {
    const [flaky, red] = badReport().savings;
    if (!flaky || !red) throw new Error('the sample has savings');
    const recent = reportOf({
      followUp: [
        { ...flaky, now: 0, verdict: 'gone' },
        { ...red, now: 120, verdict: 'better' },
      ],
    });
    const targets: Progress[] = [
      {
        repository: 'acme/api',
        measure: 'pass_rate',
        ...{ goal: 0.95, value: 0.97, of: 80, state: 'met', crossedAt: null },
      },
      {
        repository: 'acme/web',
        measure: 'time_to_green',
        ...{ goal: hour, value: 90 * minute, of: 3, state: 'missed', crossedAt: tuesday - 2 * day },
      },
    ];
    const { lines } = shown(
      factsOf({ recent, targets, shape: { sections: [], edition: 'weekly' } }),
    );
    expect(lines[0]).toContain('Nothing is red. 98% of 50 runs passed in the last seven days');
    expect(lines).toContain(':tada: acme/web · E2E is mended: 64 minutes last week.');
    expect(lines).toContain(
      ':white_check_mark: acme/web · E2E on main is better: 6 h 10 m last week, 2 h now.',
    );
    expect(lines).toContain(':white_check_mark: acme/api passes 97% of 80 runs, target 95%.');
    expect(lines).toContain(':warning: acme/web takes 1 h 30 m to be green again, target 1 h.');
  });

  test('that is late says when it was due', () => {
    const { lines } = shown(factsOf({ lateSince: tuesday - hour }));
    expect(lines.at(-1)).toMatch(/^:hourglass: Late: it was due at .+\.$/);
  });

  test('shows the sections that were asked for, and no other', () => {
    const shape = { sections: ['fixes'], edition: 'daily' } as const;
    const { lines, message } = shown(factsOf({ recent: badReport(), shape }));
    expect(about(lines, 'has been red')).toEqual([]);
    expect(about(lines, '.  acme/web')).toHaveLength(3);
    expect(message.blocks.map(({ type }) => type)).not.toContain('table');
  });

  test('opens the runs of each number that it says', () => {
    const facts = factsOf({ recent: badReport() });
    const { message } = shown(facts);
    const asked = JSON.stringify(message.blocks).match(/"value":"made-1@\S+ ([^"]+)"/g) ?? [];
    const names = asked.map((value) => value.slice(0, -1).split(' ').at(-1) ?? '');
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !(name in evidenceOf(facts)))).toEqual([]);
  });
});
