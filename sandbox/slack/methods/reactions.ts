import type { Json } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import { react } from '../world/reactions.ts';
import type { Message, World } from '../world/world.ts';
import { type Args, required } from './args.ts';
import { findChannel, findMessage } from './lookup.ts';
import type { Context, Methods } from './method.ts';

function target(world: World, args: Args): { message: Message; name: string } {
  const channel = findChannel(world, required(args, 'channel'));
  if (!channel.members.has(world.app.user)) throw new SlackError('not_in_channel');
  const name = required(args, 'name').replace(/^:|:$/g, '');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
  return { message: findMessage(channel, required(args, 'timestamp')), name };
}

function add({ world }: Context, args: Args): Json {
  const { message, name } = target(world, args);
  if (message.reactions.get(name)?.has(world.app.user)) throw new SlackError('already_reacted');
  react(world, { message, name, user: world.app.user, remove: false });
  return {};
}

function remove({ world }: Context, args: Args): Json {
  const { message, name } = target(world, args);
  if (!message.reactions.get(name)?.has(world.app.user)) throw new SlackError('no_reaction');
  react(world, { message, name, user: world.app.user, remove: true });
  return {};
}

export const reactions: Methods = {
  'reactions.add': { tier: 3, scopes: ['reactions:write'], run: add },
  'reactions.remove': { tier: 2, scopes: ['reactions:write'], run: remove },
};
