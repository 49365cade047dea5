import type { Json } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import { apiUser } from '../world/shapes.ts';
import { emit, nextId, type User, type Usergroup, type World } from '../world/world.ts';
import { type Args, names, optional, page, required } from './args.ts';
import { findUser, granted } from './lookup.ts';
import type { Context, Methods } from './method.ts';

const shown = (world: World, user: User): Json =>
  apiUser(world, user, { email: granted(world, 'users:read.email') });

function list({ world }: Context, args: Args): Json {
  const all = [...world.users.values()];
  // Slack gives everyone at once when no limit is asked for.
  const asked = optional(args, 'limit') === undefined ? { ...args, limit: 1000 } : args;
  const { page: members, response_metadata } = page(all, asked, { fallback: 1000, most: 1000 });
  return {
    members: members.map((user) => shown(world, user)),
    cache_ts: Math.floor(world.clock.now() / 1000),
    response_metadata,
  };
}

const info = ({ world }: Context, args: Args): Json => ({
  user: shown(world, findUser(world, required(args, 'user'))),
});

function lookupByEmail({ world }: Context, args: Args): Json {
  const email = required(args, 'email').toLowerCase();
  const user = [...world.users.values()].find(
    (each) => each.email.toLowerCase() === email && !each.deleted,
  );
  if (!user) throw new SlackError('users_not_found');
  return { user: shown(world, user) };
}

const profile = ({ world }: Context, args: Args): Json => ({
  profile: shown(world, findUser(world, required(args, 'user')))['profile'],
});

const apiGroup = (world: World, group: Usergroup, withUsers: boolean): Json => ({
  id: group.id,
  team_id: world.team.id,
  is_usergroup: true,
  name: group.name,
  description: group.description,
  handle: group.handle,
  is_external: false,
  date_delete: group.deleted ? 1 : 0,
  user_count: group.users.length,
  ...(withUsers ? { users: group.users } : {}),
});

function groups({ world }: Context, args: Args): Json {
  const withUsers = ['true', '1', true].includes(args['include_users'] as string | boolean);
  const alive = [...world.usergroups.values()].filter((group) => !group.deleted);
  return { usergroups: alive.map((group) => apiGroup(world, group, withUsers)) };
}

function findGroup(world: World, args: Args): Usergroup {
  const group = world.usergroups.get(required(args, 'usergroup'));
  if (!group) throw new SlackError('no_such_subteam');
  return group;
}

function createGroup({ world }: Context, args: Args): Json {
  const name = required(args, 'name');
  const handle = optional(args, 'handle') ?? name.toLowerCase().replace(/\W+/g, '-');
  const taken = [...world.usergroups.values()].some((group) => group.handle === handle);
  if (taken) throw new SlackError('handle_already_exists');
  const description = optional(args, 'description') ?? '';
  const group = { id: nextId(world, 'S'), handle, name, description, users: [], deleted: false };
  world.usergroups.set(group.id, group);
  return { usergroup: tellGroup(world, group) };
}

function updateMembers({ world }: Context, args: Args): Json {
  const group = findGroup(world, args);
  const users = names(args, 'users');
  if (users.length === 0) throw new SlackError('no_users_provided');
  if (users.some((id) => !world.users.has(id))) throw new SlackError('invalid_users');
  group.users = users;
  return { usergroup: tellGroup(world, group) };
}

function tellGroup(world: World, group: Usergroup): Json {
  const { id, handle, name, users } = group;
  emit(world, { type: 'usergroup_changed', usergroup: { id, handle, name, users } }, 'everyone');
  return apiGroup(world, group, true);
}

export const users: Methods = {
  'users.list': { tier: 2, scopes: ['users:read'], run: list },
  'users.info': { tier: 4, scopes: ['users:read'], run: info },
  'users.lookupByEmail': { tier: 3, scopes: ['users:read.email'], run: lookupByEmail },
  'users.profile.get': { tier: 4, scopes: ['users.profile:read'], run: profile },
  'usergroups.list': { tier: 2, scopes: ['usergroups:read'], run: groups },
  'usergroups.create': { tier: 2, scopes: ['usergroups:write'], run: createGroup },
  'usergroups.users.list': {
    tier: 2,
    scopes: ['usergroups:read'],
    run: ({ world }, args) => ({ users: findGroup(world, args).users }),
  },
  'usergroups.users.update': { tier: 2, scopes: ['usergroups:write'], run: updateMembers },
};
