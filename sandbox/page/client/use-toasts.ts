import { useCallback, useRef, useState } from 'react';
import type { WireEvent, WireMessage } from '../../slack/wire.ts';

/** Something happened elsewhere: at most one a channel, the newest message in it. */
export type Toast = { user: string; channel: string; message: WireMessage; count: number };
type Looking = { user: string; at: string; thread: string };

const shownMs = 7000;
const most = 3;

/** The toasts now shown to a person, and what they are made from; nobody sees another's. */
export function useToasts(user: string) {
  const [all, setAll] = useState<Toast[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const clear = useCallback((channel: string) => {
    setAll((now) => now.filter((toast) => toast.channel !== channel));
  }, []);
  const hear = useCallback(
    (event: WireEvent, looking: Looking) => {
      if (event.type !== 'message' || !isElsewhere(event.message, looking)) return;
      const { message } = event;
      setAll((now) => {
        const before = now.find(
          (toast) => toast.channel === message.channel && toast.user === looking.user,
        );
        const count = (before?.count ?? 0) + 1;
        const toast = { user: looking.user, channel: message.channel, message, count };
        return [...now.filter((one) => one !== before), toast].slice(-most);
      });
      clearTimeout(timers.current.get(message.channel));
      timers.current.set(
        message.channel,
        setTimeout(() => clear(message.channel), shownMs),
      );
    },
    [clear],
  );
  return { shown: all.filter((toast) => toast.user === user), hear, clear };
}

/** Another channel, by somebody else; a reply in a thread only where it names the visitor. */
function isElsewhere(message: WireMessage, { user, at, thread }: Looking): boolean {
  if (message.user === user || message.is_ephemeral) return false;
  const parent = message.thread_ts;
  if (parent === undefined || parent === message.ts) return message.channel !== at;
  return parent !== thread && JSON.stringify(message).includes(`<@${user}>`);
}
