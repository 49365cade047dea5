import type { RichTextElement } from '@slack/types';
import type { ReactNode } from 'react';
import { personName, useDirectory } from '../client/directory.ts';
import { useNow } from '../client/use-now.ts';
import { slackDate } from './dates.ts';
import { EmojiSign } from './emoji-sign.tsx';
import { safeUrl } from './safe-url.ts';
import { cutAtSigns } from './signs.ts';

type Style = { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };

/** A run of rich text: words, links, mentions, emoji, dates. */
export function Inline({ elements }: { elements: readonly RichTextElement[] }) {
  return elements.map((element, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity.
    <Piece key={index} element={element} />
  ));
}

function Piece({ element }: { element: RichTextElement }) {
  return styled(<Bare element={element} />, element.style ?? {});
}

function Bare({ element }: { element: RichTextElement }): ReactNode {
  switch (element.type) {
    case 'text':
      return <Words text={element.text} />;
    case 'emoji':
      return <EmojiSign name={element.name} />;
    case 'link':
      return <OutsideLink url={element.url}>{element.text ?? element.url}</OutsideLink>;
    case 'user':
      return <UserMention id={element.user_id} />;
    case 'usergroup':
      return <GroupMention id={element.usergroup_id} />;
    case 'channel':
      return <ChannelLink id={element.channel_id} />;
    case 'broadcast':
      return <span className="mention mention-me">@{element.range}</span>;
    case 'date':
      return <SlackDate {...element} />;
    case 'color':
      return <code>{element.value}</code>;
    default:
      return null;
  }
}

/** A link to somewhere else; text only where the address is not one for a browser. */
export function OutsideLink({ url, children }: { url: string; children: ReactNode }) {
  const href = safeUrl(url);
  if (!href) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

/** Text, with the signs that an app wrote as characters drawn like those it wrote as shortcodes. */
function Words({ text }: { text: string }) {
  return cutAtSigns(text).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity.
    'sign' in part ? <EmojiSign key={index} name={part.sign} /> : part.text,
  );
}

function UserMention({ id }: { id: string }) {
  const directory = useDirectory();
  const mine = id === directory.me;
  return (
    <span className={mine ? 'mention mention-me' : 'mention'}>@{personName(directory, id)}</span>
  );
}

function GroupMention({ id }: { id: string }) {
  const { usergroups, me } = useDirectory();
  const group = usergroups.get(id);
  const mine = group?.users.includes(me) ?? false;
  return <span className={mine ? 'mention mention-me' : 'mention'}>@{group?.handle ?? id}</span>;
}

function ChannelLink({ id }: { id: string }) {
  const { channels, openChannel } = useDirectory();
  const channel = channels.get(id);
  if (!channel) return <span className="mention">#{id}</span>;
  return (
    <button type="button" className="mention" onClick={() => openChannel(id)}>
      #{channel.name}
    </button>
  );
}

function SlackDate(props: { timestamp: number; format: string; url?: string; fallback?: string }) {
  const ms = props.timestamp * 1000;
  const text = slackDate(props.format, ms, useNow());
  const shown = <time dateTime={new Date(ms).toISOString()}>{text || props.fallback}</time>;
  return props.url ? <OutsideLink url={props.url}>{shown}</OutsideLink> : shown;
}

function styled(content: ReactNode, style: Style): ReactNode {
  const coded = style.code ? <code>{content}</code> : content;
  const struck = style.strike ? <s>{coded}</s> : coded;
  const slanted = style.italic ? <em>{struck}</em> : struck;
  return style.bold ? <strong>{slanted}</strong> : slanted;
}
