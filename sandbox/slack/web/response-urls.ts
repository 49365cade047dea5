import type { Args } from '../methods/args.ts';
import { needSomething, readContent } from '../methods/content.ts';
import { SlackError } from '../world/errors.ts';
import { addEphemeral, addMessage, deleteMessage, editMessage } from '../world/messages.ts';
import type { Message, ResponseUrl, World } from '../world/world.ts';
import { violation } from '../world/world.ts';
import { isForCharts } from './api.ts';
import type { Reply } from './http.ts';

const MOST_USES = 5;

/** `POST` to a `response_url`. */
export function postToResponseUrl(world: World, id: string, body: Args | undefined): Reply {
  const url = world.responseUrls.get(id);
  const refusal = refusalOf(world, url);
  if (!url || refusal !== undefined) {
    violation(world, `response_url: ${refusal}`);
    return { status: 404, body: { ok: false, error: refusal } };
  }
  url.uses += 1;
  try {
    if (!body) throw new SlackError('invalid_payload');
    answer(world, url, body);
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    if (!isForCharts(world, error.extra))
      violation(world, `response_url: ${error.code} ${messagesOf(error)}`.trim());
    return { status: 400, body: { ok: false, error: error.code, ...error.extra } };
  }
}

function refusalOf(world: World, url: ResponseUrl | undefined): string | undefined {
  if (!url) return 'invalid_url';
  if (world.clock.now() > url.expires) return 'expired_url';
  return url.uses >= MOST_USES ? 'used_url' : undefined;
}

const messagesOf = (error: SlackError): string =>
  JSON.stringify(error.extra['response_metadata'] ?? '');

const on = (body: Args, name: string): boolean => body[name] === true || body[name] === 'true';

/**
 * Shows an answer to a command or an action, from its `response_url` or its acknowledgement:
 * to the person alone unless `response_type` is `in_channel`.
 * @throws SlackError when Slack would not take the content
 */
export function answer(world: World, url: ResponseUrl, body: Args): void {
  const { original } = url;
  if (on(body, 'delete_original') && original) {
    deleteMessage(world, original);
    return;
  }
  const content = readContent(world, body);
  needSomething(content);
  if (on(body, 'replace_original') && original) {
    editMessage(world, original, { ...(content.blocks ? {} : { blocks: [] }), ...content });
    url.posted(original);
    return;
  }
  const channel = world.channels.get(url.channel);
  if (!channel) throw new SlackError('channel_not_found');
  const thread = body['thread_ts'] ?? url.thread;
  const draft: Partial<Message> & { user: string; text: string } = {
    text: '',
    ...content,
    user: world.app.user,
    bot_id: world.app.botId,
    ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
  };
  const message =
    body['response_type'] === 'in_channel'
      ? addMessage(world, channel, draft)
      : addEphemeral(world, channel, url.user, draft);
  url.original ??= message;
  url.posted(message);
}
