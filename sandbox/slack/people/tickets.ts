import { nextId, type ResponseUrl, type World } from '../world/world.ts';

const TRIGGER_LIVES = 3_000;
const RESPONSE_URL_LIVES = 30 * 60_000;

/** A `trigger_id`: opens one view, within three seconds of what the person did. */
export function issueTrigger(world: World, user: string): string {
  const id = `${Math.floor(world.clock.now())}.${nextId(world, 't')}`;
  const expires = world.clock.now() + TRIGGER_LIVES;
  world.triggers.set(id, { user, expires, used: false });
  return id;
}

/** A `response_url`: five uses within thirty minutes. */
export function issueResponseUrl(
  world: World,
  kind: 'commands' | 'actions',
  answer: Omit<ResponseUrl, 'expires' | 'uses'>,
): string {
  const id = nextId(world, 'r');
  world.responseUrls.set(id, {
    ...answer,
    uses: 0,
    expires: world.clock.now() + RESPONSE_URL_LIVES,
  });
  return `${world.url}/${kind}/${world.team.id}/${id}`;
}
