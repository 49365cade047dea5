import { z } from 'zod';
import { healthOf } from '../../src/builds/health.ts';
import { glance } from '../../src/builds/messages/health.ts';
import { repositoriesOf } from '../../src/builds/scope.ts';
import { page } from '../../src/core/args.ts';
import type { Message } from '../../src/core/message.ts';
import { lateLines } from '../../src/watches/messages.ts';
import { standingsOf, watchesOf } from '../../src/watches/view.ts';
import { type Context, defineSubcommand } from '../define.ts';

const perPage = 15;

/** How this channel's repositories stand, at a glance. */
export const overview = defineSubcommand({
  name: '',
  usage: '/ci',
  summary: 'Health of this channel’s repositories at a glance',
  examples: ['/ci'],
  allow: 'everyone',
  args: z.object({ page }),
  async run(args, context) {
    const { store, channel, watching } = context;
    const scope = await repositoriesOf(channel.id, store, watching);
    return atAGlance(scope, { number: args.page }, context);
  },
});

/** What `/ci` shows, and `/ci status` where it could mean several repositories. */
export async function atAGlance(
  scope: Awaited<ReturnType<typeof repositoriesOf>>,
  { number }: { number: number },
  { store, now, watches }: Context,
): Promise<Message> {
  const from = (number - 1) * perPage;
  const shown = scope.repositories.slice(from, from + perPage);
  const found = [];
  for (const repository of shown) found.push(await healthOf(repository, { now }, store));
  const awake = found.filter(({ streams }) => streams.length > 0);
  const more = scope.repositories.length > from + perPage;
  const ours = watchesOf(
    watches,
    scope.repositories.map(({ name }) => name),
  );
  const late = lateLines(await standingsOf(ours, store), now);
  return glance(awake, {
    late,
    all: scope.all,
    now,
    page: { number, more, words: '/ci' },
  });
}
