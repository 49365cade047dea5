import type { Stream } from '../core/records.ts';
import type { Tables } from '../store/types/index.ts';
import { channelRoutes } from './routes.ts';
import { assumedDefaultBranch, type WatchingOf } from './world.ts';

/**
 * Answers of which streams some channel hears. All others are kept too, since what fails there tells
 * what fails here, but nobody wants them among what is red now: branches come, break and go.
 */
export async function heardOf(
  { repositories, subscriptions }: Pick<Tables, 'repositories' | 'subscriptions'>,
  watching: WatchingOf,
): Promise<(stream: Stream) => boolean> {
  const branches = new Map(
    (await repositories.list()).map(({ name, defaultBranch }) => [name, defaultBranch]),
  );
  const wishes = await subscriptions.all();
  return (stream) => {
    const defaultBranch = branches.get(stream.repository) ?? assumedDefaultBranch;
    const routes = channelRoutes(stream, {
      ...{ watching: watching({ ...stream, defaultBranch }), defaultBranch },
      ...{ subscriptions: wishes, mutes: [] },
    });
    return routes.length > 0;
  };
}
