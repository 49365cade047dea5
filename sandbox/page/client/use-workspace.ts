import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { WireEvent } from '../../slack/wire.ts';
import { fetchMessages, fetchState, fetchThread } from './api.ts';
import { threadKey } from './feeds.ts';
import { type Change, emptyModel, type Model, reduce } from './model.ts';
import { countUnread, markRead } from './unread.ts';

export type Workspace = {
  model: Model;
  /** Whether the workspace answers; false once the demo was stopped. */
  online: boolean;
  change(change: Change): void;
  /** Loads a channel's last messages, or older ones before `before`. */
  loadChannel(channel: string, before?: string): Promise<void>;
  loadThread(channel: string, ts: string): Promise<void>;
};

/**
 * The workspace as one person sees it, kept up to date by events. `looking` is the channel before
 * the visitor's eyes; `onEvent` hears each event after it is applied.
 */
export function useWorkspace(
  user: string,
  looking: string,
  onEvent: (event: WireEvent) => void,
): Workspace {
  const [model, change] = useReducer(reduce, emptyModel);
  const [online, setOnline] = useState(true);
  const latest = useRef({ looking, onEvent });
  latest.current = { looking, onEvent };

  const loadChannel = useCallback(
    async (channel: string, before?: string) => {
      const { messages, has_more } = await fetchMessages(user, channel, before);
      change({ kind: 'feed', key: channel, messages, more: has_more });
    },
    [user],
  );
  const loadThread = useCallback(
    async (channel: string, ts: string) => {
      const { messages } = await fetchThread(user, channel, ts);
      change({ kind: 'feed', key: threadKey(channel, ts), messages, more: false });
    },
    [user],
  );

  useEffect(() => {
    change({ kind: 'reset' });
    const source = new EventSource(`/sandbox/events?user=${user}`);
    const load = async () => {
      const state = await fetchState(user);
      change({ kind: 'state', state });
      await countUnread(state, (channel, count) => {
        if (channel !== latest.current.looking) change({ kind: 'unread', channel, count });
      });
    };
    const retry = () => load().catch(() => setTimeout(retry, 1000));
    source.onopen = () => setOnline(true);
    source.onerror = () => setOnline(false);
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data) as WireEvent;
      if (event.type === 'reset') {
        // Another workspace may answer there by now: nothing of the one before must stay.
        change({ kind: 'reset' });
        void retry();
        return;
      }
      change({ kind: 'event', event, looking: latest.current.looking });
      latest.current.onEvent(event);
    };
    void retry();
    return () => source.close();
  }, [user]);

  const newest = model.feeds[looking]?.messages.at(-1)?.ts;
  useEffect(() => {
    if (!looking) return;
    change({ kind: 'unread', channel: looking, count: 0 });
    markRead(user, looking, newest);
  }, [user, looking, newest]);

  return { model, online, change, loadChannel, loadThread };
}
