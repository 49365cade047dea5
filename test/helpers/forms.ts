import type { World } from './world.ts';

/** The form that opens for somebody who does that. */
export async function opened(
  { slack }: Pick<World, 'slack'>,
  who: string,
  open: () => Promise<unknown>,
) {
  const views = () => slack.as(who).viewsOpen();
  const before = views().length;
  await open();
  await slack.until(() => views().length > before);
  return views().at(-1)!;
}
