import { z } from 'zod';
import { findLog, viewLog } from '../../src/builds/logs.ts';
import { whichRun } from '../../src/builds/messages/lists.ts';
import { logCard } from '../../src/builds/messages/logs.ts';
import { similarList } from '../../src/builds/messages/similar.ts';
import { similarTo } from '../../src/builds/similar.ts';
import { logRef, page } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

const perPage = 10;

/** Where the same failure was seen before, and how it ended. */
export const similar = defineSubcommand({
  name: 'similar',
  usage: '/ci similar <run address, id or number>',
  summary: 'Where the same failure was seen before, and what mended it',
  examples: ['/ci similar 412'],
  allow: 'everyone',
  positional: ['run'],
  args: z.object({ run: logRef.optional(), page }),
  async run(args, { store, now, incident, channel, watching, readCause }) {
    const standing = { incident, channel: channel.id, watching };
    const found = await findLog(args.run, standing, store);
    if ('several' in found) return whichRun(found.several, found.number, '/ci similar');
    const reading = await readCause(found);
    if (reading.kind !== 'read') return logCard(await viewLog(found, reading, store), now);
    const skip = (args.page - 1) * perPage;
    const others = await similarTo(reading.finding, { now, skip, limit: perPage + 1 }, store);
    const words = `/ci similar ${found.run.id}`;
    return similarList(reading.finding, others.slice(0, perPage), {
      now,
      page: { number: args.page, more: others.length > perPage, words },
    });
  },
});
