import { useEffect, useMemo } from 'react';
import type { WireChannel, WireMessage, WireState } from '../../slack/wire.ts';
import { Composer } from '../chat/composer.tsx';
import { MessageList } from '../chat/message-list.tsx';
import { ask } from '../client/api.ts';
import { standingOf } from '../client/standing.ts';
import type { Workspace } from '../client/use-workspace.ts';
import { AppTabs } from './app-tabs.tsx';
import { Icon } from './icons.tsx';
import { type Show, ViewHead } from './view-head.tsx';

type Props = {
  channel: WireChannel;
  state: WireState;
  workspace: Workspace;
  suggested: { text: string } | undefined;
  /** The suggested text stands where one types. */
  taken(): void;
  open(channel: string, thread?: string): void;
  show: Show;
};

/** A channel or direct message: its messages, and where one types. */
export function ChannelView(props: Props) {
  const { channel, state, workspace, suggested, taken, open, show } = props;
  const { model, change, loadChannel } = workspace;
  const feed = model.feeds[channel.id];
  const user = state.me.id;
  useEffect(() => void loadChannel(channel.id), [loadChannel, channel.id]);
  const name = channel.is_im ? state.app.name : channel.name;
  const actions = useMemo(
    () => ({
      openThread: (message: WireMessage) => open(message.channel, message.thread_ts ?? message.ts),
      dismiss: (message: WireMessage) => change({ kind: 'dismiss', message }),
    }),
    [open, change],
  );
  const send = async (text: string) => {
    if (!text.startsWith('/')) return ask('message', { user, channel: channel.id, text });
    const outcome = await ask('command', { user, channel: channel.id, text });
    // Slackbot has said why already.
    return outcome.text ? { ...outcome, text: '' } : outcome;
  };
  const title = (
    <>
      {!channel.is_im && <Icon name={channel.is_private ? 'lock' : 'hash'} size={16} />}
      {name}
    </>
  );
  return (
    <>
      <ViewHead title={title} note={channel.topic} standing={standingOf(workspace)} show={show}>
        {channel.id === state.app.im && <AppTabs current="messages" state={state} open={open} />}
      </ViewHead>
      <MessageList
        label={`Messages in ${name}`}
        messages={feed?.messages ?? []}
        actions={actions}
        before={
          feed?.more ? (
            <button
              type="button"
              className="button older"
              onClick={() => void loadChannel(channel.id, feed.messages[0]?.ts)}
            >
              Show older messages
            </button>
          ) : (
            feed && <Beginning name={name} channel={channel} empty={feed.messages.length === 0} />
          )
        }
      />
      {channel.members.includes(user) ? (
        <Composer
          label={channel.is_im ? `Message ${name}` : `Message #${name}, or type / for commands`}
          short={`Message ${channel.is_im ? name : `#${name}`}`}
          known={state}
          suggested={suggested}
          taken={taken}
          send={send}
        />
      ) : (
        <div className="join">
          <span>You are not in this channel.</span>
          <button
            type="button"
            className="button button-primary"
            onClick={() => void ask('join', { user, channel: channel.id })}
          >
            Join #{name}
          </button>
        </div>
      )}
    </>
  );
}

type BeginningProps = { name: string; channel: WireChannel; empty: boolean };

function Beginning({ name, channel, empty }: BeginningProps) {
  return (
    <div className="beginning">
      <h2>{channel.is_im ? `You and ${name}` : `#${name}`}</h2>
      <p>
        {channel.is_im
          ? 'Only the two of you read this.'
          : channel.topic || 'This is where it begins.'}
      </p>
      {empty && channel.name === 'builds' && <p>All is green. Something breaks in a moment …</p>}
    </div>
  );
}
