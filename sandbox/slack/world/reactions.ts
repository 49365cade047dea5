import { reactionsOf } from './shapes.ts';
import { audienceOf, emit, type Message, type World } from './world.ts';

export type Reaction = { message: Message; name: string; user: string; remove: boolean };

/** Adds or takes back an emoji under a message; tells the page. */
export function react(world: World, { message, name, user, remove }: Reaction): void {
  const users = message.reactions.get(name) ?? new Set<string>();
  if (remove) users.delete(user);
  else users.add(user);
  if (users.size > 0) message.reactions.set(name, users);
  else message.reactions.delete(name);
  const channel = world.channels.get(message.channel);
  if (!channel) return;
  const { ts } = message;
  emit(
    world,
    { type: 'reaction', channel: channel.id, ts, reactions: reactionsOf(message) },
    audienceOf(channel),
  );
}
