import type { webApi } from '@slack/bolt';
import type { Message } from '../core/message.ts';
import { rethrow } from './failure.ts';
import { type FindByKey, findByKey, postEvent } from './find-by-key.ts';

export type PostedMessage = { channelId: string; ts: string };

/** Identifies a message of the outbox: its key, and the hash of what it shows. */
export type PostMark = { key: string; shows: string };

export type Sending = {
  /** `chat.postMessage`. */
  post(post: {
    channel: string;
    message: Message;
    threadTs?: string | undefined;
    mark?: PostMark;
  }): Promise<PostedMessage>;
  /** `chat.update`; what the message carried before is replaced, its blocks too. */
  update(edit: { channel: string; ts: string; message: Message; mark?: PostMark }): Promise<void>;
  /** A message for one person alone, who must be in the channel as Baton must. */
  postEphemeral(post: {
    channel: string;
    user: string;
    message: Message;
    threadTs?: string | undefined;
  }): Promise<void>;
  findByKey: FindByKey;
  permalink(channel: string, ts: string): Promise<string>;
  /** Uploads a text file into a channel or thread (external upload flow). */
  uploadFile(file: {
    channel: string;
    threadTs?: string | undefined;
    name: string;
    title: string;
    content: string;
  }): Promise<void>;
};

/** Nothing in a message becomes a link, mention or preview unless its blocks say so. */
const unparsed = { parse: 'none', link_names: false } as const;
const noPreviews = { unfurl_links: false, unfurl_media: false };

const marked = (mark: PostMark | undefined) =>
  mark ? { metadata: { event_type: postEvent, event_payload: { ...mark } } } : {};

const inThread = (threadTs: string | undefined) => (threadTs ? { thread_ts: threadTs } : {});

/** Messages: posted, edited, found again. Each rejects with a {@link SlackFailure}. */
export function sending(client: webApi.WebClient): Sending {
  const { chat } = client;
  return {
    async post({ channel, message, threadTs, mark }) {
      const answer = await chat
        .postMessage({
          ...{ channel, ...message, ...inThread(threadTs) },
          ...{ ...unparsed, ...noPreviews, ...marked(mark) },
        })
        .catch(rethrow('chat.postMessage'));
      return { channelId: answer.channel ?? channel, ts: answer.ts ?? '' };
    },
    async update({ channel, ts, message, mark }) {
      await chat
        .update({ channel, ts, ...message, ...unparsed, ...marked(mark) })
        .catch(rethrow('chat.update'));
    },
    async postEphemeral({ channel, user, message, threadTs }) {
      await chat
        .postEphemeral({ channel, user, ...message, ...inThread(threadTs), ...unparsed })
        .catch(rethrow('chat.postEphemeral'));
    },
    findByKey: (search) => findByKey(client, search),
    async permalink(channel, ts) {
      const answer = await chat
        .getPermalink({ channel, message_ts: ts })
        .catch(rethrow('chat.getPermalink'));
      return answer.permalink ?? '';
    },
    async uploadFile({ channel, threadTs, name, title, content }) {
      const file = { filename: name, title, content };
      await client.files
        .uploadV2(
          threadTs
            ? { channel_id: channel, thread_ts: threadTs, ...file }
            : { channel_id: channel, ...file },
        )
        .catch(rethrow('files.completeUploadExternal'));
    },
  };
}
