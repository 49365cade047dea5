import type { Delivery } from '../app/delivery.ts';
import { announce, announceHome, announceReaction } from '../app/events.ts';
import { commandPayload, shortcutPayload } from '../app/payloads.ts';
import type { Ack } from '../app/transport.ts';
import { decode, encodeTyped } from '../reading/mrkdwn.ts';
import { answer } from '../web/response-urls.ts';
import type { Json, Outcome } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import { addEphemeral, addMessage } from '../world/messages.ts';
import { react } from '../world/reactions.ts';
import { apiView } from '../world/views.ts';
import {
  type Channel,
  directMessage,
  type Message,
  SLACKBOT,
  violation,
  type World,
} from '../world/world.ts';
import { issueResponseUrl, issueTrigger } from './tickets.ts';

/** What a person does outside of blocks and views. Both people in tests and the page come here. */
export type Desk = { world: World; delivery: Delivery };

export const done: Outcome = { ok: true };

/** What Slack tells a person when the app did not take something. */
export const failed = (ack: Extract<Ack, { ok: false }>, what: string): Outcome => ({
  ok: false,
  error: ack.error,
  text: `${what} failed with the error "${ack.error}"`,
});

/** Runs a slash command; `posted` hears of every message that answers it, then and later. */
export async function runCommand(
  { world, delivery }: Desk,
  person: { user: string; channel: Channel },
  typed: string,
  posted: (message: Message) => void,
): Promise<Outcome> {
  const [, name = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(typed.trim()) ?? [];
  const command = world.app.commands.find((each) => each.name === name);
  const { user, channel } = person;
  if (!command) {
    const text = `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`;
    posted(addEphemeral(world, channel, user, { user: SLACKBOT, text }));
    return { ok: false, error: 'invalid_command', text };
  }
  const text = command.escapes ? encodeTyped(world, rest, true) : rest;
  const answerPlace = { channel: channel.id, user, posted };
  const response_url = issueResponseUrl(world, 'commands', answerPlace);
  const grants = { trigger_id: issueTrigger(world, user), response_url };
  const payload = commandPayload(world, person, { command: name, text }, grants);
  const ack = await delivery.ask('slash_commands', payload, `${name} ${rest}`.trim());
  const outcome = ack.ok ? showAck(world, response_url, ack.body) : failed(ack, name);
  if (!outcome.ok) {
    posted(addEphemeral(world, channel, user, { user: SLACKBOT, text: outcome.text ?? '' }));
  }
  return outcome;
}

/** An acknowledgement may carry the answer: text, or a message. */
function showAck(world: World, responseUrl: string, body: unknown): Outcome {
  const content = typeof body === 'string' ? { text: body } : (body as Json | undefined);
  const url = world.responseUrls.get(responseUrl.split('/').at(-1) ?? '');
  if (!content || !url || Object.keys(content).length === 0) return done;
  try {
    answer(world, url, content);
    return done;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    violation(world, `acknowledgement of a command: ${error.code}`);
    return { ok: false, error: error.code, text: `failed with the error "${error.code}"` };
  }
}

export async function say(
  world: World,
  { user, channel }: { user: string; channel: Channel },
  typed: string,
  thread?: string,
): Promise<Message> {
  const root = thread === undefined ? undefined : channel.byTs.get(thread);
  const text = encodeTyped(world, typed);
  const message = addMessage(world, channel, {
    user,
    text,
    blocks: [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: richText(text) }],
      },
    ],
    ...(root ? { thread_ts: root.thread_ts ?? root.ts } : {}),
  });
  await announce(world, message);
  return message;
}

/** Slack's own client writes rich text; apps read `text` and may look into this. */
function richText(text: string): Json[] {
  return text
    .split(/(<[^<>]+>)/)
    .filter((part) => part !== '')
    .map((part) => {
      const [target = '', label] = part.slice(1, -1).split('|');
      if (!part.startsWith('<')) return { type: 'text', text: decode(part) };
      if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) };
      if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) };
      if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
      return { type: 'link', url: target, ...(label ? { text: label } : {}) };
    });
}

export async function openHome(world: World, user: string, tab: 'home' | 'messages' = 'home') {
  directMessage(world, user);
  const view = world.views.get(world.homes.get(user) ?? '');
  await announceHome(world, user, tab, view && apiView(world, view));
}

export async function toggleReaction(
  world: World,
  message: Message,
  reaction: { user: string; name: string; remove: boolean },
): Promise<void> {
  react(world, { message, ...reaction });
  await announceReaction(world, message, reaction);
}

export async function runShortcut(
  { world, delivery }: Desk,
  user: string,
  callback: string,
  on?: { message: Message; channel: Channel },
): Promise<Outcome> {
  const trigger_id = issueTrigger(world, user);
  const grants = on
    ? {
        trigger_id,
        response_url: issueResponseUrl(world, 'actions', {
          channel: on.channel.id,
          user,
          posted: () => {},
        }),
      }
    : { trigger_id };
  const payload = shortcutPayload(world, user, {
    callback_id: callback,
    grants,
    ...(on ? { place: on } : {}),
  });
  const ack = await delivery.ask('interactive', payload, `shortcut ${callback}`);
  return ack.ok ? done : failed(ack, 'The shortcut');
}
