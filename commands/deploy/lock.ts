import { z } from 'zod';
import { name } from '../../src/core/args.ts';
import { UserError } from '../../src/core/errors.ts';
import { momentOf } from '../../src/core/moment.ts';
import { lockEnvironment, unlockEnvironment } from '../../src/deploys/locks.ts';
import { lockAnswer } from '../../src/deploys/messages/lock.ts';
import { extraWords, noReason } from '../../src/deploys/messages/mistakes.ts';
import { defineSubcommand } from '../define.ts';
import { deployWords, targetOf } from './target.ts';

const lockUsage = '/deploy lock <environment> "why" [--until 5pm] [on owner/repo]';
const unlockUsage = '/deploy unlock <environment> [on owner/repo]';
const words = z.array(z.string()).optional();

/** Keeps everybody from deploying there. */
export const lock = defineSubcommand({
  name: 'lock',
  usage: lockUsage,
  summary: 'Keep everybody from deploying there, until a time or until it is unlocked',
  examples: ['/deploy lock production "migration running" --until 5pm on acme/api'],
  allow: 'everyone',
  looks: false,
  positional: ['words[]'],
  args: z.object({ words, until: name.optional() }),
  async run(args, context) {
    const typed = deployWords(args.words ?? []);
    const target = await targetOf(typed, lockUsage, context);
    const { store, now, zone, deploys, user, channel } = context;
    const { name: repository } = target.repository;
    const { name: environment, role } = target.environment;
    await context.permit({ role, command: 'lock', repository });
    const reason = typed.rest.join(' ').trim().slice(0, 300);
    if (reason === '') throw new UserError(...noReason);
    // Five in the afternoon is what the clock of whoever types it says.
    const own = { now, zone: (await context.person(user)).timezone ?? zone };
    const until = args.until === undefined ? null : momentOf(args.until, own);
    const wish = { repository, environment, reason, until };
    const where = deploys.channelFor(repository) ?? channel.id;
    const by = { user, from: `command in ${channel.id}` };
    const made = await store.transaction((tx) =>
      lockEnvironment({ ...wish, channel: where }, by, { tx, now }),
    );
    return lockAnswer(made, now);
  },
});

/** Lets deploys go again. */
export const unlock = defineSubcommand({
  name: 'unlock',
  usage: unlockUsage,
  summary: 'Let deploys go there again',
  examples: ['/deploy unlock production on acme/api'],
  allow: 'everyone',
  looks: false,
  positional: ['words[]'],
  args: z.object({ words }),
  async run(args, context) {
    const typed = deployWords(args.words ?? []);
    if (typed.rest.length > 0) throw new UserError(...extraWords(typed.rest, unlockUsage));
    const target = await targetOf(typed, unlockUsage, context);
    const { store, now, user, channel } = context;
    const of = { repository: target.repository.name, environment: target.environment.name };
    const wanted = { role: target.environment.role, command: 'unlock', repository: of.repository };
    await context.permit(wanted);
    const by = { user, from: `command in ${channel.id}` };
    const lifted = await store.transaction((tx) => unlockEnvironment(of, by, { tx, now }));
    return lockAnswer(lifted, now);
  },
});
