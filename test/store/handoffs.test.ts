import { expect, test } from 'vitest';
import { handoffOf, legOf } from '../helpers/handoffs.ts';
import { eachEngine } from '../helpers/store.ts';

eachEngine('handoffs', (open) => {
  test('are kept with their legs and their story', async () => {
    const { handoffs } = await open();
    const doneWhen = { repository: 'acme/api', workflow: 'CI', branch: 'main' };
    const opened = await handoffs.open(handoffOf({ repository: 'acme/api', doneWhen }), legOf());
    expect(opened).toMatchObject({ leg: 1, doneWhen, current: { toTeam: 'qa', number: 1 } });
    const { id } = opened;
    await handoffs.updateLeg({ handoff: id, number: 1 }, { ended: 'passed', endedAt: 5 });
    await handoffs.addLeg({ ...legOf({ toTeam: 'ops' }), handoff: id, number: 2 });
    await handoffs.update(id, { leg: 2, doneWhen: null });
    expect(await handoffs.byId(id)).toMatchObject({ doneWhen: null, current: { toTeam: 'ops' } });
    expect((await handoffs.legs(id)).map(({ ended }) => ended)).toEqual(['passed', null]);
    const told = {
      handoff: id,
      leg: 1,
      at: 1,
      who: 'U0DANA',
      deed: 'offered',
      text: null,
    } as const;
    const event = await handoffs.tell(told);
    expect(await handoffs.event(event.id)).toEqual({ ...told, id: event.id });
    expect(await handoffs.events(id)).toHaveLength(1);
    expect(await handoffs.byId(id + 1)).toBeUndefined();
  });

  test('are listed by team, person and sender, oldest first, until they are done', async () => {
    const { handoffs } = await open();
    const make = (at: number, leg: Parameters<typeof legOf>[0]) =>
      handoffs.open(handoffOf({ openedAt: at, openedBy: 'U0LEE' }), legOf(leg));
    const second = await make(2, { toTeam: 'qa', holder: 'U0QUINN' });
    const first = await make(1, { toTeam: 'ops', sender: 'U0QUINN' });
    const done = await make(0, { toTeam: 'qa' });
    await handoffs.update(done.id, { state: 'done', closedAt: 9 });
    const ids = async (filter: object) =>
      (await handoffs.list({ limit: 9, ...filter })).map(({ id }) => id);
    expect(await ids({})).toEqual([first.id, second.id]);
    expect(await ids({ limit: 1, offset: 1 })).toEqual([second.id]);
    expect(await ids({ toTeams: ['qa'] })).toEqual([second.id]);
    expect(await ids({ person: 'U0QUINN' })).toEqual([second.id]);
    expect(await ids({ sender: 'U0QUINN' })).toEqual([first.id]);
    expect(await ids({ sender: 'U0LEE' })).toEqual([first.id, second.id]);
    expect(await ids({ person: 'U0QUINN', sender: 'U0QUINN' })).toEqual([first.id, second.id]);
    expect(await ids({ states: ['done'] })).toEqual([done.id]);
    expect(await ids({ states: [] })).toEqual([]);
    expect(await ids({ toTeams: ['dev'] })).toEqual([]);
  });

  test('find the one before of the same kind, and those that a green run completes', async () => {
    const { handoffs } = await open();
    const about = { repository: 'acme/api' };
    const one = await handoffs.open(handoffOf(about), legOf());
    await handoffs.open(handoffOf(about), legOf({ toTeam: 'ops' }));
    const doneWhen = { repository: 'acme/api', workflow: 'CI', branch: 'main' };
    const next = await handoffs.open(handoffOf({ ...about, doneWhen }), legOf());
    const kind = { fromTeam: 'dev', toTeam: 'qa', repository: 'acme/api', before: next.id };
    expect((await handoffs.previous(kind))?.id).toBe(one.id);
    expect(await handoffs.previous({ ...kind, fromTeam: null })).toBeUndefined();
    expect((await handoffs.awaiting('acme/api')).map(({ id }) => id)).toEqual([next.id]);
    expect(await handoffs.awaiting('acme/web')).toEqual([]);
  });

  test('tell of each leg since a time, and are forgotten once they are done for long', async () => {
    const { handoffs } = await open();
    const old = await handoffs.open(
      handoffOf(),
      legOf({ offeredAt: 1, endedAt: 2, ended: 'done' }),
    );
    await handoffs.open(handoffOf(), legOf({ offeredAt: 1, acceptedAt: 60 }));
    await handoffs.open(handoffOf(), legOf({ offeredAt: 70, toTeam: 'ops' }));
    const teams = async (...asked: Parameters<typeof handoffs.legsSince>) =>
      (await handoffs.legsSince(...asked)).map(({ toTeam }) => toTeam);
    expect(await teams(50)).toEqual(['qa', 'ops']);
    expect(await teams(50, { until: 70 })).toEqual(['qa']);
    expect(await teams(50, { toTeam: 'ops' })).toEqual(['ops']);
    await handoffs.update(old.id, { state: 'done', closedAt: 2 });
    expect(await handoffs.purge(50)).toBe(1);
    expect(await handoffs.legs(old.id)).toEqual([]);
    expect(await handoffs.list({ limit: 9 })).toHaveLength(2);
  });
});
