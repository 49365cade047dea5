import { z } from 'zod';
import { findLog, viewLog } from '../../src/builds/logs.ts';
import { whichRun } from '../../src/builds/messages/lists.ts';
import { logCard } from '../../src/builds/messages/logs.ts';
import { logRef } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

/** Why a run or job failed, from its log. */
export const logs = defineSubcommand({
  name: 'logs',
  usage: '/ci logs <run or job: address, id or number>',
  summary: 'Why it failed: the lines of its log that say so, and the whole log as a file',
  examples: [
    '/ci logs 412',
    '/ci logs https://github.com/acme/api/actions/runs/9876543210/job/1234567890',
  ],
  allow: 'everyone',
  positional: ['run'],
  args: z.object({ run: logRef.optional() }),
  async run({ run }, { store, now, incident, channel, watching, readCause }) {
    const found = await findLog(run, { incident, channel: channel.id, watching }, store);
    if ('several' in found) return whichRun(found.several, found.number, '/ci logs');
    return logCard(await viewLog(found, await readCause(found), store), now);
  },
});
