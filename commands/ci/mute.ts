import { z } from 'zod';
import { howLong } from '../../src/builds/messages/mistakes.ts';
import { muted, unmuted } from '../../src/builds/messages/wishes.ts';
import { mute as add, muteTarget, unmute as remove } from '../../src/builds/wishes.ts';
import { name } from '../../src/core/args.ts';
import { UserError } from '../../src/core/errors.ts';
import { momentOf } from '../../src/core/moment.ts';
import { defineSubcommand } from '../define.ts';

const usage = '/ci mute <repository or workflow> for 2h';
const target = z.string('Which repository or workflow?').max(255, 'That name is too long.');

/** Keeps this channel quiet about something for a while. */
export const mute = defineSubcommand({
  name: 'mute',
  usage,
  summary: 'Keep this channel quiet about a repository or workflow for a while',
  examples: ['/ci mute acme/api for 2h', '/ci mute "Nightly backup" until tomorrow 9:00'],
  allow: 'everyone',
  looks: false,
  positional: ['target', '...when'],
  args: z.object({ target, when: name.optional() }),
  async run(args, { store, now, zone, user, channel }) {
    if (args.when === undefined) throw new UserError(...howLong(usage));
    const until = momentOf(args.when, { now, zone });
    const what = await muteTarget(args.target, store);
    const wish = { ...what, channel: channel.id, until, createdBy: user };
    await store.transaction((tx) => add(wish, { tx, now }));
    return muted(what, until, now);
  },
});

/** Ends a mute before its time. */
export const unmute = defineSubcommand({
  name: 'unmute',
  usage: '/ci unmute <repository or workflow>',
  summary: 'Hear of it again',
  examples: ['/ci unmute acme/api'],
  allow: 'everyone',
  looks: false,
  positional: ['target'],
  args: z.object({ target }),
  async run(args, { store, now, user, channel }) {
    const what = await muteTarget(args.target, store);
    await store.transaction((tx) => remove(channel.id, { ...what, createdBy: user }, { tx, now }));
    return unmuted(what);
  },
});
