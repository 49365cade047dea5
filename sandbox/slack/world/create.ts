import { type Manifest, readManifest } from './manifest.ts';
import { CHANNELS, channelId, PEOPLE, type SeedChannel, type SeedUser, userId } from './seed.ts';
import { addChannel, SLACKBOT, type World } from './world.ts';

export type WorldOptions = {
  clock?: { now(): number };
  manifest?: Manifest | string;
  signingSecret?: string;
  botToken?: string;
  appToken?: string;
  users?: SeedUser[];
  channels?: SeedChannel[];
  /** Refuse native charts, as workspaces did before they had them. */
  refuseCharts?: boolean;
};

export function createWorld(options: WorldOptions): World {
  const rules = readManifest(options.manifest);
  const world: World = {
    url: '',
    clock: options.clock ?? Date,
    team: { id: 'T0ACME', name: 'Acme', domain: 'acme' },
    app: { ...rules, id: 'A0BATON', user: 'U0BATON', botId: 'B0BATON' },
    botToken: options.botToken ?? 'xoxb-sandbox',
    appToken: options.appToken ?? 'xapp-sandbox',
    signingSecret: options.signingSecret ?? 'sandbox-signing-secret',
    refuseCharts: options.refuseCharts ?? false,
    users: new Map(),
    channels: new Map(),
    usergroups: new Map(),
    files: new Map(),
    uploads: new Map(),
    tickets: new Set(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    ephemerals: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    history: [],
    violations: [],
    listeners: new Set(),
    watchers: new Set(),
    toApp: async () => {},
    connected: () => false,
    lastMicros: 0,
    lastId: 0,
  };
  addUsers(world, options.users ?? PEOPLE);
  addChannels(world, options.channels ?? CHANNELS);
  return world;
}

function addUsers(world: World, seeds: readonly SeedUser[]): void {
  const { app } = world;
  const bot = { id: app.user, name: app.botName, real_name: app.name, is_bot: true, avatar: '🪄' };
  const slackbot = { id: SLACKBOT, name: 'slackbot', real_name: 'Slackbot', avatar: '💬' };
  for (const seed of [...seeds, bot, slackbot] as SeedUser[]) {
    const id = userId(seed);
    world.users.set(id, {
      id,
      name: seed.name,
      real_name: seed.real_name ?? seed.name,
      title: seed.title ?? '',
      email: seed.email ?? '',
      tz: seed.tz ?? 'Europe/Berlin',
      avatar: seed.avatar ?? '🙂',
      color: seed.color ?? '616061',
      is_bot: seed.is_bot ?? false,
      is_admin: seed.is_admin ?? false,
      deleted: seed.deleted ?? false,
    });
  }
}

function addChannels(world: World, seeds: readonly SeedChannel[]): void {
  const people = [...world.users.values()].filter((u) => !u.is_bot && u.id !== SLACKBOT);
  for (const seed of seeds) {
    const members = people.filter((user) => seed.members?.includes(user.name) ?? true);
    addChannel(world, {
      id: channelId(seed),
      name: seed.name.replace(/^#/, ''),
      topic: seed.topic ?? '',
      is_private: seed.private ?? false,
      is_archived: seed.archived ?? false,
      members: new Set([
        ...members.map((user) => user.id),
        ...(seed.bot === false ? [] : [world.app.user]),
      ]),
    });
  }
}
