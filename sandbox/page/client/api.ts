import type {
  ActionRequest,
  ChannelRequest,
  CommandRequest,
  FaultsRequest,
  HomeOpenedRequest,
  MembershipRequest,
  MessageRequest,
  OptionsAnswer,
  OptionsRequest,
  Outcome,
  ReactionRequest,
  ShortcutRequest,
  ViewCloseRequest,
  ViewSubmitRequest,
  WireMessages,
  WireState,
} from '../../slack/wire.ts';

/** What a page may ask of the workspace, by the last part of the path. */
type Requests = {
  command: CommandRequest;
  message: MessageRequest;
  action: ActionRequest;
  'view-submit': ViewSubmitRequest;
  'view-close': ViewCloseRequest;
  'home-opened': HomeOpenedRequest;
  shortcut: ShortcutRequest;
  reaction: ReactionRequest;
  channels: ChannelRequest;
  join: MembershipRequest;
  leave: MembershipRequest;
  faults: FaultsRequest;
};

/** All that the page draws itself from, messages aside. */
export function fetchState(user: string): Promise<WireState> {
  return getJson(`/sandbox/state?user=${user}`);
}

/** A page of a channel, oldest first; `before` is the oldest `ts` already there. */
export function fetchMessages(
  user: string,
  channel: string,
  before?: string,
): Promise<WireMessages> {
  const older = before ? `&before=${before}` : '';
  return getJson(`/sandbox/channels/${channel}/messages?user=${user}&limit=50${older}`);
}

/** A whole thread, its parent first. */
export function fetchThread(user: string, channel: string, ts: string): Promise<WireMessages> {
  return getJson(`/sandbox/channels/${channel}/threads/${ts}?user=${user}`);
}

/** Does something as a person. Never throws: a server that is gone is an outcome too. */
export async function ask<K extends keyof Requests>(what: K, body: Requests[K]): Promise<Outcome> {
  try {
    return await postJson<Outcome>(`/sandbox/${what}`, body);
  } catch {
    return {
      ok: false,
      error: 'unreachable',
      text: 'The workspace does not answer. Is the demo still running?',
    };
  }
}

/** What an external select offers for what was typed. */
export async function fetchOptions(request: OptionsRequest): Promise<OptionsAnswer> {
  try {
    return await postJson<OptionsAnswer>('/sandbox/options', request);
  } catch {
    return { ok: false };
  }
}

/** `GET`, as JSON; throws where the answer is not a good one. */
export async function getJson<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
}

/** `POST` of JSON; a refusal is JSON too and is returned, not thrown. */
export async function postJson<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}
