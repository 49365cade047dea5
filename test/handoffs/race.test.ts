import { describe, expect, inject, test } from 'vitest';
import { act } from '../../src/handoffs/act.ts';
import { takeStep } from '../../src/handoffs/remind.ts';
import { openStore } from '../../src/store/index.ts';
import { handoffOf, legOf } from '../helpers/handoffs.ts';
import { copyDatabase } from '../helpers/postgres.ts';

const server = inject('postgres');

describe.skipIf(server === null)('two replicas over one PostgreSQL', () => {
  test('50 people press Accept at once: one has it, 49 are told so, it is told once', async () => {
    if (server === null) throw new Error('no server');
    const url = await copyDatabase(server);
    const replicas = await Promise.all([openStore(url), openStore(url)]);
    const [store] = replicas;
    try {
      const { id } = await store.handoffs.open(handoffOf(), legOf());
      const pressed = await Promise.all(
        Array.from({ length: 50 }, async (_, number) => {
          const replica = replicas[number % 2] ?? store;
          const user = `U0P${number}`;
          const actor = { user, leg: 1, receiver: true, senderSide: false };
          const wish = { act: { kind: 'accept' } as const, actor, from: 'button in C0QA' };
          const acted = await replica.transaction((tx) =>
            act(id, wish, { tx, now: 5000 + number, teams: [] }),
          );
          return { user, acted };
        }),
      );
      const [holder, ...others] = pressed.filter(({ acted }) => acted.kind === 'done');
      expect(others).toEqual([]);
      expect(pressed.filter(({ acted }) => acted.kind === 'refused')).toHaveLength(49);
      const now = await store.handoffs.byId(id);
      expect(now).toMatchObject({ state: 'accepted', current: { holder: holder?.user } });
      expect((await store.handoffs.events(id)).map(({ deed }) => deed)).toEqual(['accepted']);
      expect(await store.audit.list({ limit: 100 })).toHaveLength(1);
      const notes = await store.posts.claim({ limit: 100, now: 9000, leaseMs: 1000 });
      expect(notes.filter(({ kind }) => kind === 'handoff-dm')).toHaveLength(1);
    } finally {
      await Promise.all(replicas.map((each) => each.close()));
    }
  });

  test('a press and the end of its time at once: it is one or the other', async () => {
    if (server === null) throw new Error('no server');
    const url = await copyDatabase(server);
    const replicas = await Promise.all([openStore(url), openStore(url)]);
    const [one, other] = replicas;
    try {
      for (let round = 0; round < 5; round += 1) {
        const { id } = await one.handoffs.open(handoffOf(), legOf({ reminded: 3 }));
        const due = { leg: 1, phase: 'accept', number: 3, step: 'return' } as const;
        const actor = { user: 'U0QUINN', leg: 1, receiver: true, senderSide: false };
        const wish = { act: { kind: 'accept' } as const, actor, from: 'button in C0QA' };
        await Promise.all([
          one.transaction((tx) => act(id, wish, { tx, now: 9, teams: [] })),
          other.transaction((tx) => takeStep(id, { due, asked: [] }, { tx, now: 9, teams: [] })),
        ]);
        const deeds = (await one.handoffs.events(id)).map(({ deed }) => deed);
        const state = (await one.handoffs.byId(id))?.state;
        expect([['accepted'], ['returned']]).toContainEqual(deeds);
        expect(deeds).toEqual([state]);
      }
    } finally {
      await Promise.all(replicas.map((each) => each.close()));
    }
  });
});
