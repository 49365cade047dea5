import { describe, expect, inject, test } from 'vitest';
import { createDueLoop } from '../../src/app/loops/due.ts';
import { readBatonFile } from '../../src/config/file.ts';
import { settingsOf } from '../../src/config/settings.ts';
import { lookAt } from '../../src/oncall/look.ts';
import { openPage } from '../../src/oncall/open.ts';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/types/index.ts';
import { silentLog } from '../helpers/log.ts';
import { copyDatabase } from '../helpers/postgres.ts';
import { onCallYml } from './team.ts';

const server = inject('postgres');
const minute = 60_000;
const settings = settingsOf(readBatonFile(onCallYml, 'baton.yml').read!);
const team = settings.teams.find(({ id }) => id === 'ops')!;

const unheard = {
  ...{ firstRedRun: 1, lastRedRun: 1, redRuns: 1, redSince: 1, lastGreenRun: null },
  ...{ acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null, snoozedBy: null },
  ...{ resolvedAt: null, resolvedByRun: null, resolution: null, mendedHow: null, mendedBy: null },
} as const;

/** A replica's loop, which does what is due. */
function loopOf(store: Store, now: () => number) {
  const slackOf = (person: string) => `U0${person.toUpperCase()}`;
  const handlers = {
    page:
      async ({ key }: { key: string }) =>
      async (tx: Parameters<typeof openPage>[1]['tx']) =>
        lookAt(Number(key), { tx, now: now(), log: silentLog, settings, slackOf }),
  };
  return createDueLoop({ store, handlers, now, random: () => 0.5, log: silentLog, done: () => {} });
}

describe.skipIf(server === null)('two replicas over one PostgreSQL', () => {
  test('call each person once, whoever of them tells of the incident and does what is due', async () => {
    if (server === null) throw new Error('no server');
    const url = await copyDatabase(server);
    const replicas = await Promise.all([openStore(url), openStore(url), openStore(url)]);
    const [store] = replicas;
    try {
      let now = Date.UTC(2026, 10, 23, 9);
      const place = { repository: 'acme/api', workflowId: 1, workflow: 'CI', branch: 'main' };
      const stream = await store.transaction((tx) =>
        tx.streams.lock({ ...place, lane: 'branch', now }),
      );
      const opened = { streamId: stream.id, state: 'triggered', openedAt: now, announcedAt: now };
      const { id } = await store.incidents.insert({ ...unheard, ...opened, state: 'triggered' });
      const about = { incident: id, team, severity: 'normal' } as const;
      await Promise.all(
        replicas.map((each) => each.transaction((tx) => openPage(about, { tx, now }))),
      );
      const loops = replicas.map((each) => loopOf(each, () => now));
      const drain = () => Promise.all(loops.map((loop) => loop.drain()));
      const calls = async () => {
        const [page] = await store.pages.open({ limit: 9 });
        return (await store.pages.callsOf(page!.id)).map(({ person, round }) => [person, round]);
      };
      await drain();
      expect(await store.pages.open({ limit: 9 })).toHaveLength(1);
      expect(await calls()).toEqual([['omar', 0]]);
      for (const wait of [10, 5, 5]) {
        now += wait * minute;
        await drain();
      }
      expect(await calls()).toEqual([
        ['omar', 0],
        ['quinn', 0],
        ['mina', 0],
        ['omar', 1],
      ]);
      const posts = await store.posts.claim({ limit: 100, now, leaseMs: 1000 });
      const told = posts.filter(({ kind }) => kind === 'page').map(({ channel }) => channel);
      // One message a channel is claimed at a time: Omar's second one waits for his first.
      expect(told.sort()).toEqual(['U0MINA', 'U0OMAR', 'U0QUINN']);
      expect(await store.work.dead(9)).toEqual([]);
    } finally {
      await Promise.all(replicas.map((each) => each.close()));
    }
  });
});
