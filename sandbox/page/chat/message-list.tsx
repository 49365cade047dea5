import { Fragment, type ReactNode } from 'react';
import type { WireMessage } from '../../slack/wire.ts';
import { useDirectory } from '../client/directory.ts';
import { useNow } from '../client/use-now.ts';
import { ScrollRegion } from '../elements/scroll-region.tsx';
import { Icon } from '../shell/icons.tsx';
import { dayName, sameDay, tsToMs } from '../text/dates.ts';
import { Message, type MessageActions } from './message.tsx';
import { useStickyScroll } from './sticky-scroll.ts';

type Props = {
  label: string;
  messages: readonly WireMessage[];
  actions: MessageActions;
  /** Above the first message: the channel's beginning, or a button for older ones. */
  before?: ReactNode;
  /** After the first message of a thread. */
  afterFirst?: ReactNode;
};

const groupMs = 5 * 60_000;

/** Messages, oldest first, kept at the newest while the visitor is there. */
export function MessageList({ label, messages, actions, before, afterFirst }: Props) {
  const now = useNow();
  const scroll = useStickyScroll(messages, useDirectory().me);
  return (
    <div className="message-scroll-frame">
      <ScrollRegion
        label={label}
        className="message-scroll"
        frame={scroll.frame}
        onScroll={scroll.onScroll}
      >
        <div className="message-list" ref={scroll.content}>
          {before}
          {messages.map((message, index) => {
            const previous = messages[index - 1];
            const ms = tsToMs(message.ts);
            const newDay = !previous || !sameDay(tsToMs(previous.ts), ms);
            return (
              <Fragment key={message.ts}>
                {newDay && (
                  <h3 className="day">
                    <span>{dayName(ms, now)}</span>
                  </h3>
                )}
                <Message
                  message={message}
                  compact={!newDay && follows(previous, message)}
                  actions={actions}
                />
                {index === 0 && afterFirst}
              </Fragment>
            );
          })}
        </div>
      </ScrollRegion>
      {scroll.away && (
        <button type="button" className="jump" onClick={scroll.toNewest}>
          <Icon name="down" size={14} /> Newest
        </button>
      )}
    </div>
  );
}

/** Whether a message reads on from the one before: same author, minutes apart, both public. */
function follows(previous: WireMessage | undefined, message: WireMessage): boolean {
  if (!previous || previous.user !== message.user || previous.username !== message.username)
    return false;
  if (previous.is_ephemeral || message.is_ephemeral || message.blocks?.length) return false;
  return tsToMs(message.ts) - tsToMs(previous.ts) < groupMs;
}
