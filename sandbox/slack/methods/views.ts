import { validateView } from '../blocks/validate.ts';
import type { Json } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import {
  apiView,
  makeView,
  openView,
  pushView,
  type StoredView,
  updateView,
} from '../world/views.ts';
import type { World } from '../world/world.ts';
import { type Args, json, optional, required } from './args.ts';
import { refuse } from './content.ts';
import { findUser } from './lookup.ts';
import type { Context, Methods } from './method.ts';

const LARGEST = 250_000;

/** @throws SlackError `invalid_arguments` with Slack's messages, or `view_too_large` */
export function readView(args: Args, type: 'modal' | 'home'): Json {
  const view = json(args, 'view', 'invalid_arguments');
  const problems = validateView(view);
  const other = (view as Json | undefined)?.['type'] !== type;
  const wrong = other ? [{ at: '/view/type', problem: `must be one of: ${type}` }] : [];
  refuse('invalid_arguments', [...problems, ...wrong]);
  if (JSON.stringify(view).length > LARGEST) throw new SlackError('view_too_large');
  return view as Json;
}

/**
 * Who may be shown a view now: a trigger works once, for three seconds.
 * @throws SlackError `expired_trigger_id`, `exchanged_trigger_id` or `invalid_trigger_id`
 */
function exchange(world: World, args: Args): { user: string } {
  const trigger = world.triggers.get(required(args, 'trigger_id'));
  if (!trigger) throw new SlackError('invalid_trigger_id');
  if (trigger.used) throw new SlackError('exchanged_trigger_id');
  if (world.clock.now() > trigger.expires) throw new SlackError('expired_trigger_id');
  trigger.used = true;
  return trigger;
}

function open({ world }: Context, args: Args): Json {
  const content = readView(args, 'modal');
  const { user } = exchange(world, args);
  return { view: apiView(world, openView(world, user, content)) };
}

function push({ world }: Context, args: Args): Json {
  const content = readView(args, 'modal');
  const { user } = exchange(world, args);
  return { view: apiView(world, pushView(world, user, content)) };
}

function find(world: World, args: Args): StoredView {
  const id = optional(args, 'view_id');
  const external = optional(args, 'external_id');
  if (id === undefined && external === undefined) throw new SlackError('invalid_arguments');
  const view = id
    ? world.views.get(id)
    : [...world.views.values()].find((each) => each.external_id === external);
  if (!view) throw new SlackError('not_found');
  return view;
}

function update({ world }: Context, args: Args): Json {
  const view = find(world, args);
  const content = readView(args, view.type);
  const hash = optional(args, 'hash');
  if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
  updateView(world, view, content);
  return { view: apiView(world, view) };
}

function publish({ world }: Context, args: Args): Json {
  const user = findUser(world, required(args, 'user_id'));
  const content = readView(args, 'home');
  if (!world.app.homeTab) throw new SlackError('not_enabled');
  const known = world.views.get(world.homes.get(user.id) ?? '');
  const hash = optional(args, 'hash');
  if (hash !== undefined && known && hash !== known.hash) throw new SlackError('hash_conflict');
  const view = known ?? makeView(world, user.id, content);
  world.homes.set(user.id, view.id);
  updateView(world, view, content);
  return { view: apiView(world, view) };
}

export const views: Methods = {
  'views.open': { tier: 4, scopes: [], run: open },
  'views.push': { tier: 4, scopes: [], run: push },
  'views.update': { tier: 4, scopes: [], run: update },
  'views.publish': { tier: 4, scopes: [], run: publish },
};
