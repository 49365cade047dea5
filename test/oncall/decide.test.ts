import { describe, expect, test } from 'vitest';
import { parseWorkingHours } from '../../src/config/hours.ts';
import type { PageCall } from '../../src/core/oncall.ts';
import { chainOf, rungAfter } from '../../src/oncall/chain.ts';
import { answerWithinMs, decide, type Situation, type Verdict } from '../../src/oncall/decide.ts';
import { quietUntil, waitsUntil } from '../../src/oncall/quiet.ts';

const minute = 60_000;
const hour = 60 * minute;
const chain = [
  { layer: 'primary', person: 'omar', ackWithin: 10 * minute },
  { layer: 'secondary', person: 'quinn', ackWithin: 5 * minute },
  { layer: 'lead', person: 'mina', ackWithin: 5 * minute },
];

const call = (nth: number, at: number, round = 0): PageCall => {
  const rung = chain[nth % chain.length]!;
  return { page: 1, nth, round, slack: `U0${rung.person.toUpperCase()}`, at, ...rung };
};

function situation(change: Partial<Situation> & { now: number }): Situation {
  return {
    page: { callingSince: null, gaveUpAt: null, askedAt: null, confirmedAt: null },
    subject: {
      state: 'triggered',
      acknowledgedBy: null,
      acknowledgedAt: null,
      snoozedUntil: null,
      movedAt: 0,
    },
    calls: [],
    chain,
    terms: { rounds: 2, stillOnIt: 4 * hour },
    quietUntil: null,
    somebodyAt: null,
    escalate: null,
    ...change,
  };
}

const short = (verdict: Verdict): string => {
  if (verdict.do === 'call') return `call ${verdict.rung.person} in round ${verdict.round}`;
  if (verdict.do === 'wait') return `wait until ${verdict.until}: ${verdict.reason}`;
  return verdict.do;
};

describe('the chain of calls', () => {
  test.each([
    ['the first at once', [], 0, 'call omar in round 0'],
    [
      'nobody more while they may answer',
      [call(0, 0)],
      10 * minute - 1,
      'wait until 600000: somebody was called',
    ],
    ['the next one after that', [call(0, 0)], 10 * minute, 'call quinn in round 0'],
    ['within their own time', [call(0, 0), call(1, 600_000)], 15 * minute, 'call mina in round 0'],
    [
      'the first again',
      [call(0, 0), call(1, 600_000), call(2, 900_000)],
      20 * minute,
      'call omar in round 1',
    ],
    [
      'nobody after the last round',
      [0, 1, 2, 3, 4, 5].map((nth) => call(nth, nth, nth < 3 ? 0 : 1)),
      hour,
      'give-up',
    ],
  ])('calls %s', (_what, calls, now, said) => {
    const page = { callingSince: 0, gaveUpAt: null, askedAt: null, confirmedAt: null };
    expect(short(decide(situation({ page, calls, now })))).toBe(said);
  });

  test('begins anew after a pause, whatever was called before it', () => {
    const verdict = decide(situation({ calls: [call(0, 0), call(1, 600_000)], now: hour }));
    expect(short(verdict)).toBe('call omar in round 0');
  });

  test('calls in the same round whoever is left, where the layer called last has nobody by now', () => {
    const page = { callingSince: 0, gaveUpAt: null, askedAt: null, confirmedAt: null };
    const terms = { rounds: 1, stillOnIt: 4 * hour };
    const calls = [call(0, 0)];
    const next = (rest: typeof chain, made = calls) =>
      short(decide(situation({ page, terms, calls: made, chain: rest, now: hour })));
    expect(next(chain.slice(1))).toBe('call quinn in round 0');
    // Quinn takes over the first layer in the middle of it, and was called as the second.
    const [first, , lead] = chain;
    const moved = [{ ...first!, person: 'quinn' }, lead!];
    expect(next(moved, [call(0, 0), call(1, 1)])).toBe('call mina in round 0');
    expect(next(chain.slice(1), [call(0, 0), call(1, 1), call(2, 2)])).toBe('give-up');
  });

  test('waits for somebody to be on call, and for the end of quiet hours', () => {
    expect(short(decide(situation({ chain: [], somebodyAt: hour, now: 0 })))).toBe(
      `wait until ${hour}: nobody is on call`,
    );
    expect(short(decide(situation({ quietUntil: hour, now: 0 })))).toBe(
      `wait until ${hour}: quiet hours`,
    );
  });

  test('passes on by wish, past quiet hours and rounds, and never to who wishes it', () => {
    const calls = [call(0, 0), call(1, 1), call(2, 2, 1)];
    const wished = (asks: string) =>
      short(decide(situation({ calls, quietUntil: hour, escalate: { asks }, now: 3 })));
    expect([wished('mina'), wished('omar')]).toEqual([
      'call omar in round 2',
      'call quinn in round 2',
    ]);
    expect(
      decide(situation({ chain: chain.slice(0, 1), escalate: { asks: 'omar' }, now: 3 })),
    ).toMatchObject({ do: 'wait', until: null });
  });
});

describe('whoever has it', () => {
  const held = {
    state: 'acknowledged',
    acknowledgedBy: 'U0OMAR',
    acknowledgedAt: hour,
    snoozedUntil: null,
    movedAt: 0,
  } as const;
  const asked = (askedAt: number | null, confirmedAt: number | null = null) => ({
    ...{ callingSince: null, gaveUpAt: null, askedAt, confirmedAt },
  });

  test.each([
    [
      'is left alone at first',
      asked(null),
      held,
      5 * hour - 1,
      `wait until ${5 * hour}: somebody has it`,
    ],
    ['is asked when nothing moved for long', asked(null), held, 5 * hour, 'ask'],
    [
      'is not asked while runs come in',
      asked(null),
      { ...held, movedAt: 4 * hour },
      5 * hour,
      `wait until ${8 * hour}: somebody has it`,
    ],
    [
      'has half an hour to answer',
      asked(5 * hour),
      held,
      5 * hour,
      `wait until ${5 * hour + answerWithinMs}: asked whether they are still on it`,
    ],
    ['loses it without an answer', asked(5 * hour), held, 5 * hour + answerWithinMs, 'lapse'],
    [
      'keeps it by answering',
      asked(5 * hour, 5 * hour),
      held,
      5 * hour + answerWithinMs,
      `wait until ${9 * hour}: somebody has it`,
    ],
    ['is asked again hours later', asked(5 * hour, 5 * hour), held, 9 * hour, 'ask'],
    [
      'is not asked while it is snoozed',
      asked(null),
      { ...held, snoozedUntil: 9 * hour },
      8 * hour,
      `wait until ${9 * hour}: snoozed`,
    ],
    [
      'is done with when it is over',
      asked(5 * hour),
      { ...held, state: 'resolved' },
      9 * hour,
      'close',
    ],
  ] as const)('%s', (...[, page, subject, now, said]) => {
    expect(short(decide(situation({ page, subject, now })))).toBe(said);
  });
});

describe('the order of calls', () => {
  const team = { onCall: [], lead: 'mina' };
  const duty = ['omar', 'quinn', 'omar'].map((person, index) => ({
    ...{ team: 'ops', layer: `layer ${index}`, person, from: 0, until: 1, override: null },
  }));

  test('names nobody twice, and whoever called by hand only where nobody else is there', () => {
    expect(chainOf(team, duty).map(({ person }) => person)).toEqual(['omar', 'quinn', 'mina']);
    expect(chainOf(team, duty, 'omar').map(({ person }) => person)).toEqual(['quinn', 'mina']);
    expect(chainOf({ ...team, lead: null }, duty.slice(0, 1), 'omar')).toHaveLength(1);
  });

  test('goes on where the layer that was called last has become empty', () => {
    const last = { layer: 'primary', person: 'omar', round: 0 };
    expect(rungAfter(chain.slice(1), last, { rounds: 2 })).toMatchObject({
      round: 0,
      rung: { person: 'quinn' },
    });
    expect(rungAfter([], last, { rounds: 2 })).toBeUndefined();
  });
});

describe('quiet hours', () => {
  const team = (hours: string) => ({
    timezone: 'Europe/Berlin',
    paging: {
      rounds: 1,
      stillOnIt: 1,
      quietHours: { low: parseWorkingHours(hours)!, normal: [], critical: [] },
    },
  });
  const at = (time: string) => Date.parse(`2026-11-${time}:00+01:00`);

  test.each([
    ['before them', 'mon-sun 22:00-07:00', '23T21:59', null],
    ['in them, until their end', 'mon-sun 22:00-07:00', '23T22:00', '24T07:00'],
    ['after midnight', 'mon-sun 22:00-07:00', '24T06:59', '24T07:00'],
    [
      'over a weekend of spans that touch',
      'fri 18:00-24:00, sat-sun 00:00-24:00, mon 00:00-08:00',
      '28T12:00',
      '30T08:00',
    ],
  ])('%s', (_what, hours, now, end) => {
    expect(quietUntil(team(hours), 'low', at(now))).toBe(end === null ? null : at(end));
  });

  test('hold back no call by hand, whatever the severity of it', () => {
    const always = team('mon-sun 00:00-24:00');
    const noon = at('23T12:00');
    expect(waitsUntil({ incident: null, severity: 'low' }, always, noon)).toBeNull();
    expect(waitsUntil({ incident: 7, severity: 'low' }, always, noon)).not.toBeNull();
  });

  test('of one severity are not those of another', () => {
    expect(quietUntil(team('mon-sun 00:00-24:00'), 'critical', at('23T12:00'))).toBeNull();
    expect(quietUntil(team('mon-sun 00:00-24:00'), 'low', at('23T12:00'))).toBeGreaterThan(
      at('29T00:00'),
    );
  });
});
