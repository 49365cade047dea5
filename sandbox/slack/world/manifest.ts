import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Json, WireShortcut } from '../wire.ts';

/** The parts of an app manifest that change how Slack behaves. */
export type Manifest = {
  display_information?: { name?: string };
  features?: {
    bot_user?: { display_name?: string };
    app_home?: {
      home_tab_enabled?: boolean;
      messages_tab_enabled?: boolean;
      messages_tab_read_only_enabled?: boolean;
    };
    slash_commands?: {
      command: string;
      description?: string;
      usage_hint?: string;
      should_escape?: boolean;
    }[];
    shortcuts?: WireShortcut[];
  };
  oauth_config?: { scopes?: { bot?: string[]; bot_optional?: string[] } };
  settings?: { event_subscriptions?: { bot_events?: string[] } } & Json;
} & Json;

export type SlashCommand = {
  name: string;
  description: string;
  usage_hint: string;
  /** Whether `@omar` reaches the app as `<@U0OMAR|omar>`. */
  escapes: boolean;
};

/** What the app is allowed to do and has asked for; `undefined` means everything. */
export type AppRules = {
  name: string;
  botName: string;
  scopes: ReadonlySet<string> | undefined;
  events: ReadonlySet<string> | undefined;
  homeTab: boolean;
  messagesTab: boolean;
  commands: SlashCommand[];
  shortcuts: WireShortcut[];
};

const FREE: AppRules = {
  name: 'Baton',
  botName: 'baton',
  scopes: undefined,
  events: undefined,
  homeTab: true,
  messagesTab: true,
  commands: [
    { name: '/ci', description: 'Look at builds', usage_hint: '[command]', escapes: false },
  ],
  shortcuts: [],
};

const known = new Map<string, Manifest>();

/** Hundreds of workspaces have the same one. */
function parsed(text: string): Manifest {
  const manifest: Manifest = known.get(text) ?? parse(text);
  known.set(text, manifest);
  return manifest;
}

/**
 * Reads a manifest (an object, or the path of a YAML or JSON file); without one, everything is
 * allowed and there is one command, `/ci`.
 * @throws when the file cannot be read or parsed
 */
export function readManifest(source: Manifest | string | undefined): AppRules {
  if (source === undefined) return FREE;
  const manifest = typeof source === 'string' ? parsed(readFileSync(source, 'utf8')) : source;
  const features = manifest.features ?? {};
  const home = features.app_home ?? {};
  const { bot = [], bot_optional = [] } = manifest.oauth_config?.scopes ?? {};
  return {
    name: manifest.display_information?.name ?? FREE.name,
    botName: features.bot_user?.display_name?.toLowerCase() ?? FREE.botName,
    scopes: new Set([...bot, ...bot_optional]),
    events: new Set(manifest.settings?.event_subscriptions?.bot_events ?? []),
    homeTab: home.home_tab_enabled ?? false,
    messagesTab: home.messages_tab_enabled ?? true,
    commands: (features.slash_commands ?? []).map((command) => ({
      name: command.command,
      description: command.description ?? '',
      usage_hint: command.usage_hint ?? '',
      escapes: command.should_escape ?? false,
    })),
    shortcuts: features.shortcuts ?? [],
  };
}
