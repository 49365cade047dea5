import type { Limits, Tier } from '../web/limits.ts';
import type { Json } from '../wire.ts';
import type { World } from '../world/world.ts';
import type { Args } from './args.ts';

/** What a method may use besides the world. */
export type Context = { world: World; limits: Limits };

export type Method = {
  tier: Tier;
  /** Any one of these bot scopes will do; none are needed when empty. */
  scopes: readonly string[];
  /** `app` for methods that take an app-level token. */
  token?: 'app';
  /** The answer without `ok`. @throws SlackError */
  run(context: Context, args: Args): Json;
};

export type Methods = Record<string, Method>;
