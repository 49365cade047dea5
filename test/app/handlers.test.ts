import { expect, onTestFinished, test } from 'vitest';
import { wakingStore } from '../../src/app/loops/waking-store.ts';
import { createHandlers } from '../../src/app/slack/handlers.ts';
import { UserError } from '../../src/core/errors.ts';
import type { Message } from '../../src/core/message.ts';
import type { HandoffServices } from '../../src/handoffs/services.ts';
import type { Reply } from '../../src/slack/words.ts';
import { openStore } from '../../src/store/index.ts';
import { quiet } from '../slack/workspace.ts';

/** Types a command into Baton alone, and answers how often that woke the loops. */
const nobodyActs = () => Promise.reject(new Error('nobody acts here'));
const nobodyAsks = () => Promise.reject(new Error('nobody asks for a report here'));

async function wakes(text: string): Promise<number> {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  const said: Message[] = [];
  let woken = 0;
  const handlers = createHandlers({
    store: wakingStore(store, () => {
      woken += 1;
    }),
    now: () => Date.UTC(2026, 10, 23, 9),
    log: quiet,
    publishHome: async () => {},
    acts: { order: nobodyActs, orderAll: nobodyActs },
    permits: {
      demand: async () => {},
      verdictOn: async () => ({ allowed: true }),
      refusalOf: async () => new UserError('Nobody is refused here.'),
    },
    slack: () => ({ openView: async () => '' }),
    features: {
      presses: {},
      shortcuts: {},
      dialogs: {},
      services: {
        zone: 'Europe/Berlin',
        watches: [],
        watching: () => undefined,
        onCall: {
          teams: [],
          people: [],
          faces: async () => new Map(),
          personBySlack: async () => undefined,
          belongs: async () => false,
          channelId: (name) => name,
        },
        configuredFor: () => [],
        auditFile: () => Promise.reject(),
        linking: { begin: () => Promise.reject(), end: () => Promise.reject() },
        workflows: { list: async () => [], read: async () => undefined },
        readCause: async () => ({ kind: 'no-log' }),
        deploys: {
          rules: { deploys: [] },
          github: {} as never,
          behind: async () => null,
          logins: async () => new Map(),
          book: { list: async () => [], read: async () => null },
          channelFor: () => null,
          refresh: async () => {},
          may: async () => true,
          holders: async () => [],
        },
        handoffs: {} as HandoffServices,
        person: async () => ({ github: 'dana-gh', email: null, timezone: null }),
        reports: {
          ...{ filePlans: () => [], teams: [], reach: async () => {} },
          ...{ progressOf: async () => [], scopeOf: nobodyAsks },
          ...{ preview: nobodyAsks, post: nobodyAsks },
        },
      },
    },
  });
  const reply: Reply = {
    privately: async (message) => void said.push(message),
    inChannel: async () => {},
    replace: async () => {},
    remove: async () => {},
  };
  const [user, channel] = [{ id: 'U0DANA' }, { id: 'C0BUILDS', name: 'builds' }];
  await handlers.command({ id: 'T1', command: '/ci', text, user, channel, reply });
  expect(said.map((message) => message.text)).not.toContainEqual(expect.stringMatching(/wrong/));
  return woken;
}

test('whoever looks wakes no loop, whoever changes something wakes them once', async () => {
  expect(await wakes('subscriptions')).toBe(0);
  expect(await wakes('notify on')).toBe(1);
  expect(await wakes('subscribe acme/api')).toBe(1);
});
