import { z } from 'zod';
import { howLong } from '../../src/builds/messages/mistakes.ts';
import { muted, unmuted } from '../../src/builds/messages/wishes.ts';
import { theRepository } from '../../src/builds/scope.ts';
import { mute as add, muteTarget, unmute as remove } from '../../src/builds/wishes.ts';
import { name } from '../../src/core/args.ts';
import { UserError } from '../../src/core/errors.ts';
import { momentOf } from '../../src/core/moment.ts';
import { type Context, defineSubcommand } from '../define.ts';
import { nameTooLong, whichRepositoryOrWorkflow } from '../messages.ts';

const usage = '/ci mute <repository or workflow> for 2h';
const target = z.string(whichRepositoryOrWorkflow).max(255, nameTooLong);

/** `mute for 2h`: what is meant is where it was typed. */
const isTime = /^(for|until|till|til)$/i;

/** The repository of the incident in whose thread this was typed, or the only one of the channel. */
async function repositoryHere({ store, incident, channel, watching }: Context): Promise<string> {
  const standing = { incident, channel: channel.id, watching };
  return (await theRepository(undefined, standing, store)).name;
}

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
  async run(args, context) {
    const { store, now, zone, user, channel } = context;
    if (args.when === undefined) throw new UserError(...howLong(usage));
    const until = momentOf(args.when, { now, zone });
    const named = isTime.test(args.target) ? undefined : args.target;
    const what = await muteTarget(named ?? (await repositoryHere(context)), store);
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
  args: z.object({ target: target.optional() }),
  async run(args, context) {
    const { store, now, user, channel } = context;
    const what = await muteTarget(args.target ?? (await repositoryHere(context)), store);
    await store.transaction((tx) => remove(channel.id, { ...what, createdBy: user }, { tx, now }));
    return unmuted(what);
  },
});
