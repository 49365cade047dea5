import { z } from 'zod';
import { closeByHand, toBeClosed } from '../../src/builds/close.ts';
import { closed } from '../../src/builds/messages/closed.ts';
import { whichRun } from '../../src/builds/messages/lists.ts';
import { runRef } from '../../src/core/args.ts';
import { defineSubcommand } from '../define.ts';

/** Ends what no green run will end. */
export const close = defineSubcommand({
  name: 'close',
  usage: '/ci close <run address, id or number>',
  summary: 'Wait no longer for what will not be green again: its branch or workflow is gone',
  examples: ['/ci close 412', '/ci close https://github.com/acme/api/actions/runs/9876543210'],
  allow: 'everyone',
  looks: false,
  positional: ['run'],
  args: z.object({ run: runRef.optional() }),
  async run({ run }, { store, now, user, incident, channel, watching }) {
    const standing = { incident, channel: channel.id, watching };
    const found = await toBeClosed(run, standing, store);
    if ('several' in found) return whichRun(found.several, found.number, '/ci close');
    await store.transaction((tx) => closeByHand(found.incidents, user, { tx, now }));
    return closed(found.incidents.length);
  },
});
