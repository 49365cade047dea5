import { z } from 'zod';
import { whichRun } from '../../src/builds/messages/lists.ts';
import { runCard } from '../../src/builds/messages/run.ts';
import { findRun, viewRun } from '../../src/builds/show.ts';
import { runRef } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

/** One run with its jobs. */
export const show = defineSubcommand({
  name: 'show',
  usage: '/ci show <run address, id or number>',
  summary: 'One run with its jobs and what failed',
  examples: [
    '/ci show 412',
    '/ci show acme/api#412',
    '/ci show https://github.com/acme/api/actions/runs/9876543210',
  ],
  allow: 'everyone',
  positional: ['run'],
  args: z.object({ run: runRef.optional() }),
  async run({ run }, { store, now, incident, channel, watching }) {
    const found = await findRun(run, { incident, channel: channel.id, watching }, store);
    if ('several' in found) return whichRun(found.several, found.number, '/ci show');
    return runCard(await viewRun(found.run, store), now);
  },
});
