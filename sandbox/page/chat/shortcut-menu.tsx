import type { WireMessage } from '../../slack/wire.ts';
import { ask } from '../client/api.ts';
import { useDirectory } from '../client/directory.ts';
import { usePopover } from '../elements/popover.ts';
import { Icon } from '../shell/icons.tsx';

/** The app's shortcuts: those on a message, or the global ones beside the composer. */
export function ShortcutMenu({ message }: { message?: WireMessage }) {
  const { me, shortcuts } = useDirectory();
  const popover = usePopover(260);
  const offered = shortcuts.filter((one) => one.type === (message ? 'message' : 'global'));
  if (offered.length === 0) return null;
  const run = (callback_id: string) => {
    popover.close();
    const on = message && { message: { channel: message.channel, ts: message.ts } };
    void ask('shortcut', { user: me, callback_id, ...on });
  };
  const label = message ? 'More to do with this message' : 'Shortcuts';
  return (
    <>
      <button {...popover.button} className="tool" aria-label={label} title={label}>
        <Icon name={message ? 'dots' : 'bolt'} />
      </button>
      <div {...popover.panel} className="popover">
        {offered.map((one) => (
          <button
            type="button"
            className="popover-item"
            key={one.callback_id}
            onClick={() => run(one.callback_id)}
          >
            {one.name}
            <small>{one.description}</small>
          </button>
        ))}
      </div>
    </>
  );
}
