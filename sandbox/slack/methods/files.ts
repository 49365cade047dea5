import { isObject } from '../blocks/walk.ts';
import type { Json } from '../wire.ts';
import { SlackError } from '../world/errors.ts';
import { addMessage } from '../world/messages.ts';
import { wireFile } from '../world/shapes.ts';
import { nextId, type StoredFile } from '../world/world.ts';
import { type Args, json, optional, required } from './args.ts';
import { readContent } from './content.ts';
import { findTarget } from './lookup.ts';
import type { Context, Methods } from './method.ts';

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  log: 'text/plain',
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
};

/** The first of three steps: where to send the bytes. */
function getUploadUrl({ world }: Context, args: Args): Json {
  const name = required(args, 'filename');
  const size = Number(required(args, 'length'));
  if (!Number.isInteger(size) || size <= 0) throw new SlackError('invalid_arguments');
  const id = nextId(world, 'F');
  const ticket = nextId(world, 'u');
  const mimetype = TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  const alt = optional(args, 'alt_txt') ?? '';
  world.files.set(id, { id, name, title: name, mimetype, size, alt, shared: false });
  world.uploads.set(ticket, id);
  return { upload_url: `${world.url}/upload/v1/${ticket}`, file_id: id };
}

/** The last step: the uploaded files are named, and shared where a channel is given. */
function complete({ world }: Context, args: Args): Json {
  const entries = json(args, 'files', 'invalid_arguments');
  if (!Array.isArray(entries) || entries.length === 0) throw new SlackError('invalid_arguments');
  const files = entries.map((entry): StoredFile => {
    const file = isObject(entry) ? world.files.get(String(entry['id'])) : undefined;
    if (!file?.content) throw new SlackError('file_not_found');
    file.title = typeof entry['title'] === 'string' ? entry['title'] : file.name;
    return file;
  });
  const target = optional(args, 'channel_id') ?? optional(args, 'channels');
  if (target !== undefined) share({ world, args, files, target });
  return {
    files: files.map((file) => ({
      ...wireFile(world, file),
      url_private: wireFile(world, file).url,
    })),
  };
}

type Share = { world: Context['world']; args: Args; files: StoredFile[]; target: string };

function share({ world, args, files, target }: Share): void {
  const channel = findTarget(world, target);
  if (!channel.members.has(world.app.user)) throw new SlackError('not_in_channel');
  const { blocks } = readContent(world, args);
  const thread = optional(args, 'thread_ts');
  if (thread !== undefined && !channel.byTs.has(thread)) throw new SlackError('thread_not_found');
  for (const file of files) file.shared = true;
  addMessage(world, channel, {
    user: world.app.user,
    bot_id: world.app.botId,
    text: optional(args, 'initial_comment') ?? '',
    files: files.map((file) => file.id),
    ...(blocks ? { blocks } : {}),
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
}

export const files: Methods = {
  'files.getUploadURLExternal': { tier: 4, scopes: ['files:write'], run: getUploadUrl },
  'files.completeUploadExternal': { tier: 4, scopes: ['files:write'], run: complete },
};
