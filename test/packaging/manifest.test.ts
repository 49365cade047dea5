import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commands as listed } from '../../commands/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = readFileSync(`${root}manifest.yml`, 'utf8');
const manifest = parse(text);
const commands: {
  command: string;
  description: string;
  usage_hint: string;
  should_escape: boolean;
}[] = manifest.features.slash_commands;
const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
const scopes: string[] = [...bot, ...optional];
const events: string[] = manifest.settings.event_subscriptions.bot_events;

const source = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(`${root}src/${name}`, 'utf8') }));
const all = source.map((file) => file.text).join('\n');

/** Scopes that each method needs where Baton uses it; docs.slack.dev/reference/methods, read in November 2026. */
const needs: Record<string, string[]> = {
  'apps.connections.open': [], // connections:write, of the app-level token
  'auth.test': [],
  'blocks.validate': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.uploadV2': ['files:write'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'usergroups.users.update': ['usergroups:write'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email', 'users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
const eventNeeds: Record<string, string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
};

/** Methods by `client.chat.update(` and by the names that failures are reported under. */
function methodsUsed(): string[] {
  const calls = all.matchAll(/\bclient\s*\.\s*([a-z]\w*(?:\s*\.\s*[a-z]\w*)+)\s*\(/gi);
  const names = all.matchAll(
    /'((?:apps|auth|blocks|chat|conversations|files|reactions|team|usergroups|users|views)\.[\w.]+)'/g,
  );
  const used = [...calls, ...names].map(([, name = '']) => name.replace(/\s/g, ''));
  // The upload is offered to features; until one takes it up, its scope is not asked for.
  const uploads = source.some(
    (file) => !file.name.startsWith('slack/') && /\buploadFile\b/.test(file.text),
  );
  return [...new Set(used)].filter(
    (name) =>
      /^[a-z]+(\.[a-z]+)+$/i.test(name) &&
      !/\.bind$|\.then$/.test(name) &&
      (uploads || !name.startsWith('files.')),
  );
}

describe('manifest.yml', () => {
  const schema = `${root}../shared/corpora/slack/manifest.schema.2.0.0.json`;

  it.skipIf(!existsSync(schema))(
    "is valid against Slack's own schema (skipped where that is not at hand)",
    () => {
      const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
      const valid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
      expect(valid(manifest), ajv.errorsText(valid.errors)).toBe(true);
    },
  );

  it("keeps Slack's published limits", () => {
    const { name, description, long_description, background_color } = manifest.display_information;
    expect(name).toMatch(/^.{1,35}$/);
    expect(description).toMatch(/^.{1,140}$/);
    expect(long_description).toMatch(/^.{175,4000}$/s);
    expect(background_color).toMatch(/^#[\da-f]{6}$/i);
    expect(manifest.features.bot_user.display_name).toMatch(/^.{1,80}$/);
    expect(commands.length).toBeLessThanOrEqual(50);
    for (const command of commands) {
      expect(command.command).toMatch(/^\/[a-z\d_-]{1,31}$/);
      expect(command.description).toMatch(/^.{1,2000}$/);
      expect(command.usage_hint).toMatch(/^.{1,1000}$/);
    }
    expect(new Set(scopes).size).toBe(scopes.length);
    expect(new Set(events).size).toBe(events.length);
  });

  it('offers the commands that there are, no more and no less', () => {
    const names = listed.map(({ name }) => name);
    expect(commands.map(({ command }) => command)).toEqual(names);
  });

  it('has people and channels arrive as ids, as src/slack reads them', () => {
    for (const { should_escape } of commands) expect(should_escape).toBe(true);
  });

  it('works without a public URL, and can show a Home tab, buttons and direct messages', () => {
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
    });
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('gives a reason beside each scope and event', () => {
    for (const name of [...scopes, ...events])
      expect(text).toMatch(new RegExp(`^ +- ${name} # \\S.{10,}$`, 'm'));
  });
});

describe('the scopes', () => {
  const used = methodsUsed();

  it('are known for each method that src calls', () => {
    expect(used).toContain('chat.postMessage');
    expect(used.filter((method) => !needs[method])).toEqual([]);
    expect(events.filter((event) => !eventNeeds[event])).toEqual([]);
  });

  it('are those that the methods, events and commands need: none is missing, none is there for nothing', () => {
    const needed = new Set(['commands', ...events.flatMap((event) => eventNeeds[event] ?? [])]);
    for (const method of used) for (const scope of needs[method] ?? []) needed.add(scope);
    if (all.includes('include_all_metadata')) needed.add('metadata.message:read');
    expect([...scopes].sort()).toEqual([...needed].sort());
  });

  it('come with the events that src listens to', () => {
    const listened = [...all.matchAll(/app\.event\(\s*'([\w.]+)'/g)].map(([, name]) => name);
    expect(listened.map((name) => (name === 'message' ? 'message.im' : name)).sort()).toEqual(
      [...events].sort(),
    );
  });
});
