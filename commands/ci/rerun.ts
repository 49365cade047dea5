import { z } from 'zod';
import { orderTaken } from '../../src/acts/messages/asked.ts';
import { batchTaken } from '../../src/acts/messages/batch.ts';
import { rerunChoice, rerunOrder, rerunOrders } from '../../src/acts/orders.ts';
import { whichRun } from '../../src/builds/messages/lists.ts';
import { findRun } from '../../src/builds/show.ts';
import { stillRed } from '../../src/builds/still-red.ts';
import { runRef, toggle } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

/** Starts a run again. */
export const rerun = defineSubcommand({
  name: 'rerun',
  usage: '/ci rerun <run address, id or number> [--failed|--all] [--debug]',
  summary: 'Start the failed jobs of a run again, or all of it',
  examples: ['/ci rerun 412', '/ci rerun 412 --all', '/ci rerun 412 --debug'],
  allow: 'developer',
  looks: false,
  positional: ['run'],
  args: z.object({ run: runRef.optional(), failed: toggle, all: toggle, debug: toggle }),
  async run({ run, debug, ...which }, context) {
    const { store, now, incident, channel, watching, order, orderAll } = context;
    const all =
      run === undefined && incident !== undefined
        ? await stillRed(incident, channel.id, store)
        : undefined;
    if (all) {
      const failedOnly = rerunChoice({ outcome: 'failure' }, which);
      return batchTaken(await orderAll(rerunOrders(all, { failedOnly, debug })), now);
    }
    const found = await findRun(run, { incident, channel: channel.id, watching }, store);
    if ('several' in found) return whichRun(found.several, found.number, '/ci rerun');
    const failedOnly = rerunChoice(found.run, which);
    return orderTaken(await order(rerunOrder(found.run, { failedOnly, debug })), now);
  },
});
