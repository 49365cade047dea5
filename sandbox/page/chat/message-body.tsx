import type { Block, Json, WireMessage } from '../../slack/wire.ts';
import { Blocks } from '../blocks/block.tsx';
import { mrkdwn } from '../text/mrkdwn.ts';
import { RichText } from '../text/rich-text.tsx';
import { Files } from './files.tsx';

/** The blocks of a message, or its text where it has none; attachments and files below. */
export function MessageBody({ message }: { message: WireMessage }) {
  // What a person typed comes as rich text too, but as they typed it: their marks are in the text.
  const blocks = message.bot_id ? (message.blocks ?? []) : [];
  const quiet = message.subtype === 'channel_join' || message.subtype === 'channel_leave';
  return (
    <div className={quiet ? 'message-body is-quiet' : 'message-body'}>
      {blocks.length > 0 ? (
        <Blocks blocks={blocks} />
      ) : (
        <RichText elements={mrkdwn(message.text)} />
      )}
      {message.edited && <span className="edited">(edited)</span>}
      {message.attachments?.map((attachment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no other identity.
        <Attachment key={index} attachment={attachment} />
      ))}
      <Files files={message.files ?? []} />
    </div>
  );
}

function Attachment({ attachment }: { attachment: Json }) {
  const { color, blocks, text, fallback } = attachment as {
    color?: string;
    blocks?: Block[];
    text?: string;
    fallback?: string;
  };
  const bar = /^#?[0-9a-f]{6}$/i.test(color ?? '') ? `#${color?.replace('#', '')}` : 'var(--line)';
  return (
    <div className="attachment" style={{ borderColor: bar }}>
      {blocks ? <Blocks blocks={blocks} /> : <RichText elements={mrkdwn(text ?? fallback ?? '')} />}
    </div>
  );
}
