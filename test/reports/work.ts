import type { Leg } from '../../src/core/handoffs.ts';
import type { Tables } from '../../src/store/types/index.ts';
import { hour } from './history.ts';

/** What a test says of a leg. */
export type Handed = Pick<Leg, 'toTeam' | 'offeredAt' | 'acceptBy' | 'acceptedAt' | 'endedAt'>;

/** Opens a handoff of one leg, to QA and within an hour, save for what is said otherwise. */
export async function handOver(
  tx: Tables,
  leg: Partial<Leg> & { offeredAt: number },
  about = 'acme/api',
): Promise<void> {
  const made = {
    ...{ fromTeam: 'dev', sender: 'U1', toTeam: 'qa', addressee: null, channel: 'C1' },
    ...{
      acceptBy: leg.offeredAt + hour,
      holder: null,
      acceptedAt: null,
      finishBy: null,
      due: null,
    },
    ...{ ended: null, endedAt: null, endedBy: null, reason: null, reminded: 0 },
    ...{ question: null, askedBy: null, askedAt: null },
    ...leg,
  };
  await tx.handoffs.open(
    {
      ...{ what: 'the release', state: 'offered', openedBy: 'U1', openedAt: leg.offeredAt },
      ...{ repository: about, runId: 7, incident: null, source: null, doneWhen: null },
      ...{ context: null, outcome: null, evidence: null, closedAt: null },
    },
    made,
  );
}
