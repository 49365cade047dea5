import { z } from 'zod';
import { loginUnknown } from '../../src/builds/messages/mistakes.ts';
import { noticeSet } from '../../src/builds/messages/wishes.ts';
import { setNotice } from '../../src/builds/wishes.ts';
import { name } from '../../src/core/args.ts';
import { UserError } from '../../src/core/errors.ts';
import { defineSubcommand } from '../define.ts';
import { onOrOff } from '../messages.ts';

/** Private messages to the author of a pull request that fails. */
export const notify = defineSubcommand({
  name: 'notify',
  usage: '/ci notify on|off [--github your-login]',
  summary: 'A private message when a pull request of yours fails',
  examples: ['/ci notify on', '/ci notify off'],
  allow: 'everyone',
  looks: false,
  positional: ['wanted'],
  args: z.object({
    wanted: z.enum(['on', 'off'], onOrOff),
    github: name.optional(),
  }),
  async run({ wanted, github }, { store, now, user, person }) {
    const known = await person(user);
    const notice = { user, login: github?.replace(/^@/, '') ?? known.github, email: known.email };
    if (wanted === 'on' && notice.login === null && notice.email === null) {
      throw new UserError(...loginUnknown);
    }
    await store.transaction((tx) => setNotice(notice, wanted === 'on', { tx, now }));
    return noticeSet(wanted === 'on', notice);
  },
});
