import { expect, test } from 'vitest';
import { eachEngine } from '../helpers/store.ts';

const opened = {
  team: 'ops',
  severity: 'normal',
  title: null,
  channel: null,
  openedBy: null,
  openedAt: 5,
} as const;
const offer = {
  ...{ team: 'ops', layer: 'primary', person: 'omar', from: 10, until: 20 },
  ...{ offeredBy: 'U0OMAR', offeredAt: 1 },
};

eachEngine('who is on call', (open) => {
  test('keeps overrides in the order in which they were made, and those that are not over', async () => {
    const { overrides } = await open();
    const made = { team: 'ops', layer: 'primary', createdBy: 'U0OMAR' };
    const lee = await overrides.insert({
      ...made,
      person: 'lee',
      from: 10,
      until: 20,
      createdAt: 2,
    });
    await overrides.insert({ ...made, person: 'mia', from: 0, until: 15, createdAt: 1 });
    await overrides.insert({
      ...made,
      team: 'dev',
      person: 'dana',
      from: 0,
      until: 9,
      createdAt: 1,
    });
    expect((await overrides.endingAfter(9)).map(({ person }) => person)).toEqual(['mia', 'lee']);
    expect(await overrides.endingAfter(0, 'dev')).toHaveLength(1);
    expect(await overrides.byId(lee.id)).toEqual(lee);
    expect([await overrides.remove(lee.id), await overrides.remove(lee.id)]).toEqual([true, false]);
  });

  test('gives an offered shift to one person, and takes the same offer once', async () => {
    const { shiftOffers } = await open();
    const { id } = await shiftOffers.put(offer);
    expect((await shiftOffers.put(offer)).id).toBe(id);
    const takers = ['U0LEE', 'U0DANA'].map((slack) => shiftOffers.take(id, { slack, at: 2 }));
    expect((await Promise.all(takers)).filter(Boolean)).toHaveLength(1);
    expect((await shiftOffers.byId(id))?.takenAt).toBe(2);
  });

  test('writes a handover once, and anew where the people are others', async () => {
    const { handovers } = await open();
    const written = { team: 'ops', layer: 'primary', at: 9, since: 1, writtenAt: 5 };
    const first = await handovers.put({ ...written, leaving: 'omar', coming: 'lee' });
    expect(first.changed).toBe(true);
    await handovers.accept(first.handover.id, { slack: 'U0LEE', at: 6 });
    const same = await handovers.put({ ...written, leaving: 'omar', coming: 'lee' });
    expect([same.changed, same.handover.acceptedBy]).toEqual([false, 'U0LEE']);
    const other = await handovers.put({ ...written, leaving: 'omar', coming: 'mia' });
    expect([other.changed, other.handover.acceptedBy]).toEqual([true, null]);
    expect(other.handover.id).toBe(first.handover.id);
  });

  test('keeps what a calendar said beside why it cannot be read now', async () => {
    const { calendars } = await open();
    const entries = [{ person: 'omar', from: 1, until: 2 }];
    const state = { entries, etag: '"a"', readAt: 1, error: null, failingSince: null };
    await calendars.put('ops', 'primary', state);
    await calendars.put('ops', 'primary', { ...state, error: 'gone', failingSince: 3 });
    expect(await calendars.find('ops', 'primary')).toMatchObject({ entries, error: 'gone' });
    expect(await calendars.entriesOf('ops')).toEqual(new Map([['primary', entries]]));
  });
});

eachEngine('pages', (open) => {
  test('one for each team and incident, any number by hand', async () => {
    const { pages } = await open();
    const both = [1, 2].map(() => pages.insert({ ...opened, incident: 7 }));
    expect((await Promise.all(both)).filter((page) => page !== undefined)).toHaveLength(1);
    expect(await pages.insert({ ...opened, team: 'dev', incident: 7 })).toBeDefined();
    for (const title of ['a', 'b']) await pages.insert({ ...opened, incident: null, title });
    expect(await pages.open({ limit: 9 })).toHaveLength(4);
    expect(await pages.open({ team: 'dev', limit: 9 })).toHaveLength(1);
  });

  test('are found by an incident that is told under another', async () => {
    const { pages, outages } = await open();
    const page = await pages.insert({ ...opened, incident: 7 });
    await outages.join({ channel: 'C1', incident: 8, parent: 7 }, 1);
    expect((await pages.ofIncident(8)).map(({ id }) => id)).toEqual([page?.id]);
    expect(await pages.ofIncident(9)).toEqual([]);
  });

  test('know their calls, and what a span of time had to carry', async () => {
    const store = await open();
    const page = (await store.pages.insert({ ...opened, incident: 7 }))!;
    const call = { page: page.id, round: 0, layer: 'primary', person: 'omar', slack: 'U0OMAR' };
    await store.pages.addCall({ ...call, nth: 0, at: 10, ackWithin: 60 });
    await store.pages.addCall({ ...call, nth: 1, at: 70, ackWithin: 60 });
    await expect(store.pages.addCall({ ...call, nth: 1, at: 71, ackWithin: 60 })).rejects.toThrow();
    expect((await store.pages.callsOf(page.id)).map(({ at }) => at)).toEqual([10, 70]);
    expect(await store.pages.calls({ since: 60, until: 100 })).toEqual([
      {
        ...{ page: page.id, nth: 1, layer: 'primary', person: 'omar', at: 70 },
        ...{ team: 'ops', severity: 'normal', incident: 7, openedAt: 5 },
      },
    ]);
    expect(await store.pages.waitingFor('U0OMAR')).toBe(0);
    await store.pages.update(page.id, { callingSince: 10 });
    expect(await store.pages.waitingFor('U0OMAR')).toBe(1);
    expect(await store.pages.waitingFor('U0MINA')).toBe(0);
    await store.pages.update(page.id, { closedAt: 100 });
    expect(await store.pages.waitingFor('U0OMAR')).toBe(0);
    expect([await store.pages.purge(50), await store.pages.purge(101)]).toEqual([0, 1]);
    expect(await store.pages.callsOf(page.id)).toEqual([]);
  });
});
