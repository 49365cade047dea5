import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDelivery, type DeliveryOptions } from './app/delivery.ts';
import { createHttpMode } from './app/http-mode.ts';
import { createSocketMode, type SocketMode } from './app/socket-mode.ts';
import type { Envelope, Transport } from './app/transport.ts';
import { createPageApi } from './page/api.ts';
import type { Desk } from './people/gestures.ts';
import { channelOf, createPerson, type Person } from './people/person.ts';
import { type ChannelView, viewChannel } from './reading/inspect.ts';
import { type Reading, read } from './reading/plain.ts';
import { createApi } from './web/api.ts';
import { type CallLog, createCallLog } from './web/calls.ts';
import { createFaults, type Faults } from './web/faults.ts';
import { createLimits } from './web/limits.ts';
import { routes } from './web/routes.ts';
import type { WireView } from './wire.ts';
import { createWorld, type WorldOptions } from './world/create.ts';
import { publicView } from './world/views.ts';
import { type WaitOptions, waitFor } from './world/wait.ts';
import { type HistoryEntry, nextId, type World } from './world/world.ts';

export type { Person, Result } from './people/person.ts';
export type { ChannelView, MessageView } from './reading/inspect.ts';
export type { Call, CallLog } from './web/calls.ts';
export type { Faults } from './web/faults.ts';
export type { Manifest } from './world/manifest.ts';
export type { SeedChannel, SeedUser } from './world/seed.ts';

export type WorkspaceOptions = WorldOptions &
  DeliveryOptions & {
    /** 0 or nothing: any that is free. */
    port?: number;
    /** The app's request URL (HTTP mode); without it, the app connects by Socket Mode. */
    eventsUrl?: string;
  };

export type Workspace = {
  /** Base of the page API and of everything else. */
  url: string;
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** By name or id. @throws when there is no such person */
  as(user: string): Person;
  /** By name (`#builds`, `builds`) or id. @throws when there is no such channel */
  channel(nameOrId: string): ChannelView;
  /** The Home tab as last published to a person. */
  home(user: string): WireView | undefined;
  /** Reads text, blocks or a view as a person would: what it says, pings and links to. */
  read(content: Parameters<typeof read>[1]): Reading;
  /** Makes a user group, with people by name or id; its id is returned. */
  addUsergroup(handle: string, users: readonly string[], id?: string): string;
  faults: Faults;
  calls: CallLog;
  /** Every post, edit and deletion in the workspace, in order. */
  history: HistoryEntry[];
  /** What Slack would forbid, or people would hate. A good app leaves this empty. */
  violations: string[];
  /** The connections of Socket Mode; nothing to see in HTTP mode. */
  sockets: Pick<SocketMode, 'count' | 'refresh' | 'drop'>;
  /** Delivers what was sent to the app last of a kind once more, as Slack does where the acknowledgement was lost. */
  again(kind: Envelope['kind']): Promise<unknown>;
  /** HTTP mode from here on, for an app whose port is known only after it has started. */
  sendEventsTo(url: string): void;
  /** Whether the workspace refuses native charts. */
  chartless(): boolean;
  /** Whether an app is there to hear. */
  connected(): boolean;
  /** Resolves when something holds; looks again at every change and every call. */
  until(holds: () => boolean, options?: WaitOptions): Promise<void>;
  close(): Promise<void>;
};

/** A local Slack workspace: Web API, Socket Mode or signed HTTP, people, and a page API. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const world = createWorld(options);
  const { faults, pick } = createFaults();
  const calls = createCallLog();
  const sockets = createSocketMode(world);
  let transport: Transport = sockets;
  const sendEventsTo = (url: string): void => {
    transport = createHttpMode(world, url);
  };
  if (options.eventsUrl !== undefined) sendEventsTo(options.eventsUrl);
  const delivery = createDelivery(world, () => transport, options);
  world.toApp = (event) => delivery.tell(event, `event ${eventName(event)}`);
  world.connected = () => transport.connected();
  const desk: Desk = { world, delivery };
  const page = createPageApi(desk, faults);
  const api = createApi({ world, limits: createLimits(world), calls, pick });
  const server = createServer(routes({ world, api, page }));
  server.on('upgrade', sockets.upgrade);
  world.url = await listen(server, options.port ?? 0);
  return {
    ...surface(desk),
    faults,
    calls,
    sockets,
    sendEventsTo,
    again: (kind) => delivery.again(kind),
    connected: world.connected,
    close: async () => {
      page.close();
      delivery.close();
      await sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const eventName = (event: object): string =>
  String((event as { event?: { type?: string } }).event?.type);

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function surface(desk: Desk) {
  const { world } = desk;
  const people = new Map<string, Person>();
  const idOf = (user: string): string => {
    const found =
      world.users.get(user) ?? [...world.users.values()].find((each) => each.name === user);
    if (!found) throw new Error(`nobody named ${user} in this workspace`);
    return found.id;
  };
  return {
    url: world.url,
    apiUrl: `${world.url}/api/`,
    botToken: world.botToken,
    appToken: world.appToken,
    signingSecret: world.signingSecret,
    history: world.history,
    violations: world.violations,
    chartless: () => world.refuseCharts,
    as(user: string): Person {
      const id = idOf(user);
      const person = people.get(id) ?? createPerson(desk, id);
      people.set(id, person);
      return person;
    },
    channel: (nameOrId: string) => viewChannel(world, channelOf(world, nameOrId)),
    home(user: string) {
      const view = world.views.get(world.homes.get(idOf(user)) ?? '');
      return view && publicView(view);
    },
    read: (content: Parameters<typeof read>[1]) => read(world, content),
    addUsergroup: (handle: string, users: readonly string[], id = nextId(world, 'S')) =>
      addUsergroup(world, { id, handle, users: users.map(idOf) }),
    until: (holds: () => boolean, wait?: WaitOptions) => waitFor(world, holds, wait),
  };
}

type NewGroup = { id: string; handle: string; users: string[] };

function addUsergroup(world: World, { id, handle, users }: NewGroup): string {
  world.usergroups.set(id, { id, handle, name: handle, description: '', users, deleted: false });
  return id;
}
