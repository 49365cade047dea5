import type { webApi } from '@slack/bolt';
import type { Clock } from '../core/clock.ts';
import { failureOf, rethrow } from './failure.ts';

export type SlackUser = {
  id: string;
  /** The name that people see. */
  name: string;
  email: string | null;
  /** IANA zone. */
  timezone: string | null;
  bot: boolean;
  /** Left the workspace. */
  deactivated: boolean;
};

export type SlackChannel = { id: string; private: boolean; archived: boolean; member: boolean };

/** Who and what there is in the workspace. */
export type Directory = {
  /** The direct message with a person; remembered. */
  openDm(user: string): Promise<string>;
  /** Id of `#name` or `name`; the list is kept for an hour, and asked for anew (once a minute at most) when a name is not in it. */
  channelByName(name: string): Promise<string | undefined>;
  /** Undefined where there is none, or Baton may not know of it: private, and not invited there. */
  channelById(id: string): Promise<SlackChannel | undefined>;
  /** Enters a public channel. */
  join(channel: string): Promise<void>;
  userById(id: string): Promise<SlackUser | undefined>;
  userByEmail(email: string): Promise<SlackUser | undefined>;
  /** Slack ids of a user group's members. */
  userGroupMembers(group: string): Promise<string[]>;
  /** Makes these people, one at least, the members of a user group; it needs `usergroups:write`. */
  setUserGroupMembers(group: string, users: readonly string[]): Promise<void>;
};

/** Each rejects with a {@link SlackFailure}; whoever is not there is `undefined`. */
export function directory(client: webApi.WebClient, clock: Clock): Directory {
  const conversations = new Map<string, string>();
  return {
    channelByName: channelBook(client, clock),
    async openDm(user) {
      const known = conversations.get(user);
      if (known) return known;
      const answer = await client.conversations
        .open({ users: user })
        .catch(rethrow('conversations.open'));
      const id = answer.channel?.id ?? '';
      conversations.set(user, id);
      return id;
    },
    async channelById(id) {
      const answer = await client.conversations
        .info({ channel: id })
        .catch(absent('conversations.info'));
      const channel = answer?.channel;
      return channel && { id, ...standingOf(channel) };
    },
    async join(channel) {
      await client.conversations.join({ channel }).catch(rethrow('conversations.join'));
    },
    async userById(id) {
      const answer = await client.users.info({ user: id }).catch(absent('users.info'));
      return answer?.user && userOf(answer.user);
    },
    async userByEmail(email) {
      const answer = await client.users
        .lookupByEmail({ email })
        .catch(absent('users.lookupByEmail'));
      return answer?.user && userOf(answer.user);
    },
    async userGroupMembers(group) {
      const answer = await client.usergroups.users
        .list({ usergroup: group })
        .catch(rethrow('usergroups.users.list'));
      return answer.users ?? [];
    },
    async setUserGroupMembers(usergroup, users) {
      await client.usergroups.users
        .update({ usergroup, users: users.join(',') })
        .catch(rethrow('usergroups.users.update'));
    },
  };
}

const absent =
  (method: string) =>
  (thrown: unknown): undefined => {
    const failure = failureOf(method, thrown);
    if (failure.kind !== 'gone') throw failure;
  };

const standingOf = (channel: {
  is_private?: boolean;
  is_archived?: boolean;
  is_member?: boolean;
}): Omit<SlackChannel, 'id'> => ({
  private: channel.is_private ?? false,
  archived: channel.is_archived ?? false,
  member: channel.is_member ?? false,
});

type Member = NonNullable<Awaited<ReturnType<webApi.WebClient['users']['info']>>['user']>;

const userOf = (
  member: Pick<Member, 'id' | 'name' | 'real_name' | 'profile' | 'tz' | 'is_bot' | 'deleted'>,
): SlackUser => ({
  id: member.id ?? '',
  name: member.profile?.display_name || member.real_name || member.name || '',
  email: member.profile?.email ?? null,
  timezone: member.tz ?? null,
  bot: member.is_bot ?? false,
  deactivated: member.deleted ?? false,
});

const keepMs = 60 * 60_000;
const askAgainMs = 60_000;
const maxPages = 50;

function channelBook(client: webApi.WebClient, clock: Clock): Directory['channelByName'] {
  let book: { ids: Map<string, string>; at: number } | undefined;
  let asking: Promise<Map<string, string>> | undefined;

  const ask = async (): Promise<Map<string, string>> => {
    asking ??= allChannels(client).finally(() => {
      asking = undefined;
    });
    const ids = await asking;
    book = { ids, at: clock.now() };
    return ids;
  };

  return async (name) => {
    const wanted = name.replace(/^#/, '');
    const age = book ? clock.now() - book.at : Number.POSITIVE_INFINITY;
    const known = book?.ids.get(wanted);
    if (known && age < keepMs) return known;
    if (book && age < askAgainMs) return undefined;
    return (await ask()).get(wanted);
  };
}

/** Name to id, of every channel that Baton can see. */
async function allChannels(client: webApi.WebClient): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await client.conversations
      .list({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: 1000,
        ...(cursor ? { cursor } : {}),
      })
      .catch(rethrow('conversations.list'));
    for (const { id, name } of answer.channels ?? []) if (id && name) ids.set(name, id);
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return ids;
}
