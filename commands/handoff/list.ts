import { z } from 'zod';
import { page } from '../../src/core/args.ts';
import { whose } from '../../src/handoffs/lists.ts';
import { handoffList } from '../../src/handoffs/messages/lists.ts';
import { defineSubcommand } from '../define.ts';

const perPage = 25;

/** What waits. */
export const list = defineSubcommand({
  name: 'list',
  usage: '/handoff list [team | mine | sent]',
  summary: 'What waits, the oldest first, and for whom',
  examples: ['/handoff list', '/handoff list qa', '/handoff list mine', '/handoff list sent'],
  allow: 'everyone',
  positional: ['whose'],
  args: z.object({ whose: z.string().optional(), page }),
  async run(args, { handoffs, store, user, now }) {
    const { filter, scope } = await whose(args.whose, user, handoffs);
    const offset = (args.page - 1) * perPage;
    const found = await store.handoffs.list({ ...filter, limit: perPage + 1, offset });
    const shown = found.slice(0, perPage);
    const people = shown.flatMap(({ current: { sender, holder, addressee } }) =>
      [sender, holder, addressee].filter((one) => one !== null),
    );
    return handoffList(shown, {
      ...{ scope, now, teams: handoffs.teams, names: await handoffs.namesOf(people) },
      undelivered: await handoffs.undelivered(),
      page: {
        ...{ number: args.page, more: found.length > perPage },
        words: ['/handoff list', args.whose].filter(Boolean).join(' '),
      },
    });
  },
});
