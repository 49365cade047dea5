import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HandoffNow, Leg } from '../../src/core/handoffs.ts';
import { nextStep, phaseOf, type Receiver } from '../../src/handoffs/contract.ts';
import {
  type Act,
  type Change,
  decide,
  giveBack,
  type Verdict,
} from '../../src/handoffs/decide.ts';
import { handoffOf, legOf } from '../helpers/handoffs.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Monday, 23 November 2026, nine in the morning in UTC. */
const nine = Date.UTC(2026, 10, 23, 9);

type Team = Receiver & { id: string };

function teamOf(id: string): Team {
  return {
    id,
    workingHours: [{ days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 }],
    ...{ timezone: 'UTC', holidays: [] },
    handoffs: { acceptWithin: hour, finishWithin: 24 * hour, checklist: [] },
  };
}
const teams = ['dev', 'qa', 'ops'].map(teamOf);
const [dev, qa, ops] = teams as [Team, Team, Team];

function opened(change: Partial<Leg> = {}): HandoffNow {
  const leg = legOf({ offeredAt: nine, acceptBy: nine + hour, ...change });
  const handoff = handoffOf({ openedAt: nine });
  return { ...handoff, id: 1, leg: 1, current: { ...leg, handoff: 1, number: 1 } };
}

/** The same as the store does with a change. */
function apply(handoff: HandoffNow, legs: Leg[], { handoff: change, leg, next }: Change) {
  const now = legs.map((each) => (each.number === handoff.leg ? { ...each, ...leg } : each));
  const all = next ? [...now, next] : now;
  const changed = { ...handoff, ...change };
  const current = all.find(({ number }) => number === changed.leg);
  if (!current) throw new Error('a leg was lost');
  return { handoff: { ...changed, current }, legs: all };
}

type Who = { user: string; receiver?: boolean; senderSide?: boolean; leg?: number };
const dana: Who = { user: 'U0DANA', senderSide: true };
const quinn: Who = { user: 'U0QUINN', receiver: true };
const quade: Who = { user: 'U0QUADE', receiver: true };
const stranger: Who = { user: 'U0EVE' };

const passTo = (to: Team): Act => ({ kind: 'pass', to, channel: to.id, addressee: null, note: '' });
const words: Record<string, Act> = {
  accept: { kind: 'accept' },
  decline: { kind: 'decline', reason: 'no time' },
  ask: { kind: 'ask', question: 'which build?' },
  answer: { kind: 'answer', answer: 'the last one' },
  'pass to ops': passTo(ops),
  'pass to qa': passTo(qa),
  'pass to dev': passTo(dev),
  return: { kind: 'return', reason: 'not ready' },
  done: { kind: 'done', outcome: 'all tested', evidence: null },
};

function say(handoff: HandoffNow, who: Who, word: string, now = nine + minute): Verdict {
  const act = words[word];
  if (!act) throw new Error(`nobody can ${word}`);
  const { user, receiver = false, senderSide = false, leg = handoff.leg } = who;
  const team = teams.find(({ id }) => id === handoff.current.toTeam);
  return decide(handoff, act, { actor: { user, leg, receiver, senderSide }, now, team });
}

type Story = { handoff: HandoffNow; legs: Leg[] };
const begin = (): Story => {
  const handoff = opened();
  return { handoff, legs: [handoff.current] };
};

function go(story: Story, who: Who, word: string, now?: number): Story {
  const verdict = say(story.handoff, who, word, now);
  if (verdict.kind !== 'change') throw new Error(`${word}: ${JSON.stringify(verdict)}`);
  return apply(story.handoff, story.legs, verdict.change);
}

const through = (...steps: [Who, string][]): Story =>
  steps.reduce((story, [who, word]) => go(story, who, word), begin());

describe('what a press does, by what is the case', () => {
  const accepted: [Who, string][] = [[quinn, 'accept']];
  const declined: [Who, string][] = [[quinn, 'decline']];
  const returned: [Who, string][] = [...accepted, [quinn, 'return']];
  const asked: [Who, string][] = [[quinn, 'ask']];
  const done: [Who, string][] = [...accepted, [quinn, 'done']];
  test.each<[steps: [Who, string][], ...press: [Who, string, expected: string]]>([
    [[], quinn, 'accept', 'accepted'],
    [[], dana, 'accept', 'not-receiver'],
    [[], stranger, 'accept', 'not-receiver'],
    [accepted, quade, 'accept', 'taken'],
    [accepted, quinn, 'accept', 'nothing'],
    [accepted, quade, 'decline', 'taken'],
    [declined, quinn, 'accept', 'declined'],
    [returned, quinn, 'accept', 'returned'],
    [done, quinn, 'accept', 'over'],
    [[], { ...quinn, leg: 0 }, 'accept', 'moved-on'],
    [[], quinn, 'decline', 'declined!'],
    [[], stranger, 'decline', 'not-receiver'],
    [asked, quade, 'ask', 'asked-already'],
    [asked, stranger, 'answer', 'not-sender'],
    [[], dana, 'answer', 'nothing-asked'],
    [asked, quinn, 'accept', 'accepted'],
    [[], quinn, 'pass to ops', 'offered'],
    [[], quinn, 'pass to qa', 'same-team'],
    [[], stranger, 'pass to ops', 'not-receiver'],
    [declined, quinn, 'pass to ops', 'not-sender'],
    [declined, dana, 'pass to qa', 'offered'],
    [[], dana, 'return', 'returned!'],
    [[], quinn, 'return', 'not-accepted'],
    [accepted, quade, 'return', 'returned!'],
    [accepted, dana, 'return', 'not-receiver'],
    [[], quinn, 'done', 'not-accepted'],
    [[], dana, 'done', 'done'],
    [accepted, quinn, 'done', 'done'],
    [accepted, stranger, 'done', 'not-yours'],
    [declined, quinn, 'done', 'declined'],
    [declined, dana, 'done', 'done'],
    [returned, quinn, 'done', 'done'],
  ])('%j, then %j: %s is %s', (steps, ...[who, word, expected]) => {
    const story = through(...steps);
    const verdict = say(story.handoff, who, word);
    if (verdict.kind === 'refused') return expect(verdict.why).toBe(expected);
    if (verdict.kind === 'nothing') return expect('nothing').toBe(expected);
    const { state } = apply(story.handoff, story.legs, verdict.change).handoff;
    expect(expected.replace('!', '')).toBe(state);
  });

  test('the time to accept stands still while a question is open', () => {
    const asked = go(begin(), quinn, 'ask', nine + 20 * minute);
    const answered = go(asked, dana, 'answer', nine + 3 * hour);
    expect(answered.handoff.current.acceptBy).toBe(nine + 3 * hour + 40 * minute);
  });

  test('a question to somebody who has it stops no clock', () => {
    const story = through([quinn, 'accept'], [quinn, 'ask']);
    const { acceptBy, finishBy } = story.handoff.current;
    expect(go(story, dana, 'answer').handoff.current).toMatchObject({ acceptBy, finishBy });
  });

  test('what is passed on comes from the team that passed it, with all its legs behind it', () => {
    const { handoff, legs } = through([quinn, 'accept'], [quinn, 'pass to ops']);
    expect(legs.map(({ toTeam, ended }) => [toTeam, ended])).toEqual([
      ['qa', 'passed'],
      ['ops', null],
    ]);
    expect(handoff.current).toMatchObject({ fromTeam: 'qa', sender: 'U0QUINN', holder: null });
  });
});

describe('the contract', () => {
  const steps = (start: Story, each = (_number: number) => 0): string[] => {
    const said: string[] = [];
    let { handoff } = start;
    for (let now = nine; said.length < 9; ) {
      const step = nextStep(handoff, now, qa);
      if (!step) break;
      said.push(`${new Date(step.at).toISOString().slice(5, 16)} ${step.step}`);
      now = step.at + each(step.number);
      const { current } = handoff;
      handoff = { ...handoff, current: { ...current, reminded: current.reminded + 1 } };
      if (step.step === 'return') break;
    }
    return said;
  };

  test('asks at half time and at the end, then the lead, then it goes back', () => {
    expect(steps(begin())).toEqual([
      '11-23T09:30 people',
      '11-23T10:00 people',
      '11-23T10:30 lead',
      '11-23T11:00 return',
    ]);
  });

  test('counts a day of work to finish it, over the night', () => {
    expect(steps(through([quinn, 'accept']))).toEqual([
      '11-23T13:01 people',
      '11-24T09:01 people',
      '11-24T13:01 lead',
      '11-25T09:01 return',
    ]);
  });

  test('passes over nobody where Baton was down', () => {
    expect(steps(begin(), (number) => (number === 0 ? 5 * hour : 0))).toEqual([
      '11-23T09:30 people',
      '11-23T14:45 people',
      '11-23T15:00 lead',
      '11-23T15:15 return',
    ]);
  });

  test('reminds the sender of a question, and takes nothing from the receiver for it', () => {
    const asked = go(begin(), quinn, 'ask', nine);
    expect(phaseOf(asked.handoff)).toBe('answer');
    expect(steps(asked)).toEqual(['11-23T09:30 sender', '11-23T10:00 sender']);
  });

  test('of a time in which nobody works, goes by the clock', () => {
    const due = Date.UTC(2026, 10, 28, 12);
    const weekend = through([quinn, 'accept']).handoff;
    const current = { ...weekend.current, acceptedAt: due - 2 * hour, finishBy: due };
    expect(nextStep({ ...weekend, current }, due - 2 * hour, qa)?.at).toBe(due - hour);
  });

  test('gives what was overdue before anybody took it the time that anything gets', () => {
    const late = { ...opened({ due: nine + minute }) };
    const taken = go({ handoff: late, legs: [late.current] }, quinn, 'accept', nine + hour);
    expect(taken.handoff.current.finishBy).toBe(Date.UTC(2026, 10, 24, 10));
  });
});

describe('whatever is pressed, in whatever order, by whomever', () => {
  const press = fc.record({
    word: fc.constantFrom(...Object.keys(words), 'time is over'),
    receiver: fc.boolean(),
    senderSide: fc.boolean(),
    user: fc.constantFrom('U0DANA', 'U0QUINN', 'U0OMAR'),
    stale: fc.boolean(),
  });

  function pressed(
    story: Story,
    { word, stale, ...who }: typeof press extends fc.Arbitrary<infer T> ? T : never,
  ) {
    if (word === 'time is over') {
      const phase = phaseOf(story.handoff);
      if (phase !== 'accept' && phase !== 'finish') return story;
      return apply(story.handoff, story.legs, giveBack('too late', nine));
    }
    const leg = stale ? story.handoff.leg - 1 : story.handoff.leg;
    const verdict = say(story.handoff, { ...who, leg }, word);
    return verdict.kind === 'change' ? apply(story.handoff, story.legs, verdict.change) : story;
  }

  test('it is in one state, no leg is lost, and each leg ends once', () => {
    fc.assert(
      fc.property(fc.array(press, { maxLength: 40 }), (presses) => {
        let story = begin();
        for (const each of presses) {
          const before = story;
          story = pressed(story, each);
          const { handoff, legs } = story;
          expect(legs.map(({ number }) => number)).toEqual(legs.map((_, index) => index + 1));
          expect(handoff.leg).toBe(legs.length);
          const { ended, holder } = handoff.current;
          const open = handoff.state === 'offered' || handoff.state === 'accepted';
          expect(ended === null).toBe(open);
          expect(handoff.state !== 'accepted' || holder !== null).toBe(true);
          if (ended === 'declined' || ended === 'returned')
            expect([ended, 'done']).toContain(handoff.state);
          for (const leg of legs.slice(0, -1)) expect(leg.ended).not.toBeNull();
          for (const old of before.legs) {
            const now = legs.find(({ number }) => number === old.number);
            if (old.ended !== null) expect(now).toEqual(old);
          }
          if (before.handoff.state === 'done') expect(story).toEqual(before);
        }
      }),
      { numRuns: 400 },
    );
  });
});
