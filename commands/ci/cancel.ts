import { z } from 'zod';
import { orderTaken } from '../../src/acts/messages/asked.ts';
import { cancelOrder } from '../../src/acts/orders.ts';
import { whichRun } from '../../src/builds/messages/lists.ts';
import { findRun } from '../../src/builds/show.ts';
import { runRef } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

/** Ends a run. */
export const cancel = defineSubcommand({
  name: 'cancel',
  usage: '/ci cancel <run address, id or number>',
  summary: 'End a run that is under way',
  examples: ['/ci cancel 412', '/ci cancel https://github.com/acme/api/actions/runs/9876543210'],
  allow: 'developer',
  looks: false,
  positional: ['run'],
  args: z.object({ run: runRef.optional() }),
  async run({ run }, { store, now, incident, channel, watching, order }) {
    const found = await findRun(run, { incident, channel: channel.id, watching }, store);
    if ('several' in found) return whichRun(found.several, found.number, '/ci cancel');
    return orderTaken(await order(cancelOrder(found.run)), now);
  },
});
