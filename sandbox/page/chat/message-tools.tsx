import type { WireMessage } from '../../slack/wire.ts';
import { ask } from '../client/api.ts';
import { useDirectory } from '../client/directory.ts';
import { usePopover } from '../elements/popover.ts';
import { Icon } from '../shell/icons.tsx';
import { reactionChoices } from '../text/emoji.ts';
import { EmojiSign } from '../text/emoji-sign.tsx';
import { ShortcutMenu } from './shortcut-menu.tsx';

type Props = {
  message: WireMessage;
  openThread: ((message: WireMessage) => void) | undefined;
};

/** What can be done to any message: react, reply in its thread. */
export function MessageTools({ message, openThread }: Props) {
  const { me } = useDirectory();
  const popover = usePopover(236);
  const react = (name: string) => {
    popover.close();
    void ask('reaction', { user: me, channel: message.channel, ts: message.ts, name });
  };
  return (
    <div className={popover.open ? 'message-tools is-open' : 'message-tools'}>
      <button {...popover.button} className="tool" aria-label="Add a reaction" title="React">
        <Icon name="smile" />
      </button>
      {openThread && (
        <button
          type="button"
          className="tool"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => openThread(message)}
        >
          <Icon name="reply" />
        </button>
      )}
      <ShortcutMenu message={message} />
      <div {...popover.panel} className="popover reaction-picker">
        {reactionChoices.map((name) => (
          <button
            type="button"
            className="tool"
            key={name}
            aria-label={name.replaceAll('_', ' ')}
            onClick={() => react(name)}
          >
            <EmojiSign name={name} />
          </button>
        ))}
      </div>
    </div>
  );
}
