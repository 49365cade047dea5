import { expect, test } from 'vitest';
import { acknowledge, snooze } from '../../src/builds/acknowledge.ts';
import { closeByHand } from '../../src/builds/close.ts';
import { UserError } from '../../src/core/errors.ts';
import type { Incident } from '../../src/core/records.ts';
import type { Tables } from '../../src/store/types/index.ts';
import { eachEngine } from '../helpers/store.ts';

const key = {
  ...{ repository: 'acme/api', workflowId: 7, workflow: 'CI', branch: 'main' },
  lane: 'branch' as const,
};

/** A promise, and what fulfils it. */
function gate() {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** The same tables, which tell once somebody has looked at an incident, or waits to look at it. */
const watched = ({ streams, incidents, ...tx }: Tables, looked: () => void): Tables => ({
  ...tx,
  streams: {
    ...streams,
    lock(stream) {
      looked();
      return streams.lock(stream);
    },
  },
  incidents: {
    ...incidents,
    async byId(id) {
      const found = await incidents.byId(id);
      looked();
      return found;
    },
    update(id, change) {
      looked();
      return incidents.update(id, change);
    },
  },
});

type Desk = { tx: Tables; now: number };
const deeds = {
  'is closed by hand': (incident: Incident, desk: Desk) => closeByHand([incident], 'U0DANA', desk),
  'is acknowledged': ({ id }: Incident, desk: Desk) => acknowledge(id, 'U0DANA', desk),
  'is snoozed': ({ id }: Incident, desk: Desk) => snooze(id, { user: 'U0DANA', until: 9 }, desk),
};

eachEngine('what turns green', (open, { fresh }) => {
  test.each(Object.entries(deeds))('at the moment when it %s stays green', async (_what, deed) => {
    const url = await fresh();
    const [one, other] = [await open(url), await open(url)];
    const stream = await one.streams.lock({ ...key, now: 1 });
    const incident = await one.incidents.insert({
      ...{ streamId: stream.id, state: 'triggered', firstRedRun: 1, lastRedRun: 1, redRuns: 1 },
      ...{ redSince: 1, lastGreenRun: null, openedAt: 1, announcedAt: null },
      ...{ acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null, snoozedBy: null },
      ...{ resolvedAt: null, resolvedByRun: null, resolution: null },
      ...{ mendedHow: null, mendedBy: null },
    });
    const [green, looked] = [gate(), gate()];
    const judging = one.transaction(async (tx) => {
      await tx.streams.lock({ ...key, now: 2 });
      const resolved = { state: 'resolved', resolution: 'fixed', resolvedAt: 2 } as const;
      await tx.incidents.update(incident.id, resolved);
      await tx.streams.noteHealth(stream.id, 'green', 2);
      green.open();
      // One file lets nobody else begin before.
      if (one.engine === 'postgres') await looked.opened;
    });
    await green.opened;
    await other
      .transaction((tx) => deed(incident, { tx: watched(tx, looked.open), now: 3 }))
      .catch((thrown: unknown) => expect(thrown).toBeInstanceOf(UserError));
    await judging;
    expect(await one.incidents.byId(incident.id)).toMatchObject({
      ...{ state: 'resolved', resolution: 'fixed', acknowledgedBy: null, snoozedBy: null },
    });
    expect((await one.streams.byId(stream.id))?.health).toBe('green');
    expect(await one.audit.list({ limit: 1 })).toEqual([]);
  });
});
