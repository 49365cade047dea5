import { asMessages, isTooLong, validateBlocks } from '../blocks/validate.ts';
import { isObject, type Problem } from '../blocks/walk.ts';
import type { Block, Json } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import type { World } from '../world/world.ts';
import { type Args, flag, json, optional } from './args.ts';

/** What a message says; a field that was not sent is absent. */
export type Content = {
  text?: string;
  blocks?: Block[];
  attachments?: Json[];
  metadata?: Json;
};

/** Slack cuts what is longer. */
const LONGEST_TEXT = 40_000;
const MOST_ATTACHMENTS = 100;
const LARGEST_METADATA = 16_000;

/**
 * Reads and checks the content of a message, wherever it was sent.
 * @throws SlackError `invalid_blocks` with `response_metadata.messages`, and others of Slack's
 */
export function readContent(world: World, args: Args): Content {
  const blocks = readBlocks(world, args);
  const attachments = readAttachments(world, args);
  const text = optional(args, 'text')?.slice(0, LONGEST_TEXT);
  const markdown = optional(args, 'markdown_text');
  if (markdown !== undefined && (text !== undefined || blocks)) {
    throw new SlackError('markdown_text_conflict');
  }
  return {
    ...(text === undefined ? {} : { text }),
    ...(markdown === undefined ? {} : { blocks: [{ type: 'markdown', text: markdown }] }),
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
  };
}

/** @throws SlackError `no_text` when there is nothing that a person could read */
export function needSomething(content: Content): void {
  const { text, blocks, attachments } = content;
  if (!text && !blocks?.length && !attachments?.length) throw new SlackError('no_text');
}

export function refuse(code: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new SlackError(code, { response_metadata: { messages: asMessages(problems) } });
}

function readBlocks(world: World, args: Args): Block[] | undefined {
  const blocks = json(args, 'blocks', 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const { refuseCharts } = world;
  refuse(
    'invalid_blocks',
    validateBlocks(blocks, { surface: 'message', at: '/blocks', refuseCharts }),
  );
  if (isTooLong(blocks)) throw new SlackError('msg_blocks_too_long');
  return blocks;
}

function readAttachments(world: World, args: Args): Json[] | undefined {
  const attachments = json(args, 'attachments', 'invalid_attachments');
  if (attachments === undefined) return undefined;
  if (!Array.isArray(attachments) || !attachments.every(isObject)) {
    throw new SlackError('invalid_attachments');
  }
  if (attachments.length > MOST_ATTACHMENTS) throw new SlackError('too_many_attachments');
  attachments.forEach((attachment, index) => {
    if (attachment['blocks'] === undefined) return;
    const at = `/attachments/${index}/blocks`;
    const options = { surface: 'message', at, refuseCharts: world.refuseCharts } as const;
    refuse('invalid_attachments', validateBlocks(attachment['blocks'], options));
  });
  return attachments;
}

/**
 * The metadata of a message that is posted by `chat.*`; a `response_url` takes none.
 * @throws SlackError when it has no event type, no payload, or is too large
 */
export function readMetadata(args: Args): Json | undefined {
  const metadata = json(args, 'metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (!isObject(metadata)) throw new SlackError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return metadata;
  const { event_type: type, event_payload: payload } = metadata;
  if (typeof type !== 'string' || !/^[\w.\-:?]+$/.test(type) || !isObject(payload)) {
    throw new SlackError('invalid_metadata_schema');
  }
  if (JSON.stringify(metadata).length > LARGEST_METADATA)
    throw new SlackError('metadata_too_large');
  return metadata;
}

/** Posting under another name needs a scope of its own. */
export function readDisguise(args: Args): {
  username?: string;
  icon_emoji?: string;
  icon_url?: string;
} {
  return Object.fromEntries(
    ['username', 'icon_emoji', 'icon_url']
      .map((name) => [name, optional(args, name)])
      .filter(([, value]) => value !== undefined),
  );
}

export const broadcasts = (args: Args): boolean => flag(args, 'reply_broadcast');
