import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { WireChannel, WireMessage, WireState } from '../../slack/wire.ts';
import { Composer } from '../chat/composer.tsx';
import { MessageList } from '../chat/message-list.tsx';
import { ask } from '../client/api.ts';
import { threadKey } from '../client/feeds.ts';
import type { Workspace } from '../client/use-workspace.ts';
import { byKeyboard } from '../elements/by-keyboard.ts';
import { Icon } from './icons.tsx';

type Props = {
  channel: WireChannel;
  ts: string;
  state: WireState;
  workspace: Workspace;
  close(): void;
};

/** A thread, beside its channel. */
export function ThreadPanel({ channel, ts, state, workspace, close }: Props) {
  const { model, change, loadThread } = workspace;
  const messages = model.feeds[threadKey(channel.id, ts)]?.messages ?? [];
  const user = state.me.id;
  useEffect(() => void loadThread(channel.id, ts), [loadThread, channel.id, ts]);
  const actions = useMemo(
    () => ({ dismiss: (message: WireMessage) => change({ kind: 'dismiss', message }) }),
    [change],
  );
  const send = async (text: string) => {
    if (text.startsWith('/')) {
      return {
        ok: false,
        text: 'Slash commands do not work in threads. Say “@baton show” instead.',
      };
    }
    return ask('message', {
      user,
      channel: channel.id,
      text,
      thread_ts: ts,
    });
  };
  const panel = useFocusWithin();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !somethingOver()) close();
  };
  // As in Slack: what only the visitor sees is no reply.
  const replies = messages.filter((message) => !message.is_ephemeral).length - 1;
  return (
    <aside ref={panel} className="side thread" aria-label="Thread" onKeyDown={onKeyDown}>
      <header className="side-head">
        <div>
          <h2>Thread</h2>
          <p>{channel.is_im ? state.app.name : `#${channel.name}`}</p>
        </div>
        <button type="button" className="tool" aria-label="Close the thread" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <MessageList
        label="Messages in the thread"
        messages={messages}
        actions={actions}
        afterFirst={
          <p className="replies">
            <span>{replies === 1 ? '1 reply' : `${replies} replies`}</span>
          </p>
        }
      />
      <Composer label="Reply, or say @baton …" known={{ ...state, commands: [] }} send={send} />
    </aside>
  );
}

/** A menu or a form, which Escape closes first. */
const somethingOver = (): boolean => document.querySelector(':popover-open, dialog[open]') !== null;

/** Puts the focus where one replies, and back to where it was once the thread is closed. */
function useFocusWithin() {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!byKeyboard()) return;
    const before = document.activeElement;
    panel.current?.querySelector('textarea')?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);
  return panel;
}
