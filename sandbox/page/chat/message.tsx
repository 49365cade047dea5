import { memo, useMemo } from 'react';
import type { WireMessage, WireUser } from '../../slack/wire.ts';
import { SurfaceContext } from '../blocks/surface.ts';
import { personName, useDirectory } from '../client/directory.ts';
import { useFlash } from '../client/use-flash.ts';
import { useSurfaceOf } from '../client/use-surface.ts';
import { Icon } from '../shell/icons.tsx';
import { clockTime, fullTime, tsToMs } from '../text/dates.ts';
import { Avatar } from './avatar.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageTools } from './message-tools.tsx';
import { Reactions } from './reactions.tsx';
import { ThreadFoot } from './thread-foot.tsx';

export type MessageActions = {
  openThread?(message: WireMessage): void;
  dismiss(message: WireMessage): void;
};
type Props = {
  message: WireMessage;
  /** Follows another by the same author: no face, no name. */
  compact: boolean;
  actions: MessageActions;
};

/** One message: who, when, what, and what was made of it. */
export const Message = memo(function Message({ message, compact, actions }: Props) {
  const directory = useDirectory();
  const { surface, failure } = useSurfaceOf({
    user: directory.me,
    source: { channel: message.channel, ts: message.ts },
    blocks: message.blocks ?? [],
  });
  const glow = useFlash<HTMLElement>(useMemo(() => contentOf(message), [message]));
  const author = directory.users.get(message.user);
  const name = message.username ?? personName(directory, message.user);
  const className = `message ${compact ? 'is-compact' : ''} ${message.is_ephemeral ? 'is-private' : ''}`;
  return (
    <article
      ref={glow}
      className={className}
      aria-label={`${name}, ${clockTime(tsToMs(message.ts))}`}
      data-ts={message.ts}
    >
      {message.is_ephemeral && <PrivateNote message={message} dismiss={actions.dismiss} />}
      <div className="message-side">
        {compact ? <Time ts={message.ts} /> : <Avatar user={author} />}
      </div>
      <div className="message-main">
        {!compact && <Head name={name} author={author} ts={message.ts} />}
        <SurfaceContext value={surface}>
          <MessageBody message={message} />
        </SurfaceContext>
        {failure && (
          <p className="message-failure" role="alert">
            {failure}
          </p>
        )}
        <Reactions message={message} />
        {actions.openThread && <ThreadFoot message={message} open={actions.openThread} />}
      </div>
      {!message.is_ephemeral && <MessageTools message={message} openThread={actions.openThread} />}
    </article>
  );
});

/** What it says: an edit changes it, a reply or a reaction does not. */
function contentOf({ text, blocks }: WireMessage): string {
  return JSON.stringify([text, blocks]);
}

function Head({ name, author, ts }: { name: string; author: WireUser | undefined; ts: string }) {
  return (
    <header className="message-head">
      <strong>{name}</strong>
      {author?.is_bot && <span className="badge-app">APP</span>}
      <Time ts={ts} />
    </header>
  );
}

function Time({ ts }: { ts: string }) {
  const ms = tsToMs(ts);
  return (
    <time className="time" dateTime={new Date(ms).toISOString()} title={fullTime(ms)}>
      {clockTime(ms)}
    </time>
  );
}

function PrivateNote({
  message,
  dismiss,
}: {
  message: WireMessage;
  dismiss(one: WireMessage): void;
}) {
  return (
    <p className="private-note">
      <Icon name="eye" size={13} />
      Only visible to you
      <button type="button" className="link-button" onClick={() => dismiss(message)}>
        Dismiss
      </button>
    </p>
  );
}
