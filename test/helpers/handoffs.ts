import type { Handoff, Leg } from '../../src/core/handoffs.ts';

/** A handoff from dev to QA as it is opened, but for what a test says otherwise. */
export function handoffOf(change: Partial<Handoff> = {}): Omit<Handoff, 'id' | 'leg'> {
  return {
    ...{ what: '2.4 is on staging', state: 'offered', openedBy: 'U0DANA', openedAt: 1000 },
    ...{ repository: null, runId: null, incident: null, source: null, doneWhen: null },
    ...{ context: null, outcome: null, evidence: null, closedAt: null },
    ...change,
  };
}

export function legOf(change: Partial<Leg> = {}): Omit<Leg, 'handoff' | 'number'> {
  return {
    ...{ fromTeam: 'dev', sender: 'U0DANA', toTeam: 'qa', addressee: null, channel: 'C0QA' },
    ...{ offeredAt: 1000, acceptBy: 2000, holder: null, acceptedAt: null, finishBy: null },
    ...{ due: null, ended: null, endedAt: null, endedBy: null, reason: null, reminded: 0 },
    ...{ question: null, askedBy: null, askedAt: null },
    ...change,
  };
}
