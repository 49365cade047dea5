import type { WireMessage } from '../../slack/wire.ts';
import { ask } from '../client/api.ts';
import { personName, useDirectory } from '../client/directory.ts';
import { EmojiSign } from '../text/emoji-sign.tsx';

/** The reactions under a message; a click adds or takes back one's own. */
export function Reactions({ message }: { message: WireMessage }) {
  const directory = useDirectory();
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  const toggle = (name: string, remove: boolean) => {
    const { channel, ts } = message;
    void ask('reaction', { user: directory.me, channel, ts, name, remove });
  };
  return (
    <div className="reactions">
      {reactions.map(({ name, users, count }) => {
        const mine = users.includes(directory.me);
        const who = users.map((id) => personName(directory, id)).join(', ');
        return (
          <button
            type="button"
            key={name}
            className="reaction"
            aria-pressed={mine}
            title={`${who} reacted with :${name}:`}
            onClick={() => toggle(name, mine)}
          >
            <EmojiSign name={name} />
            <span>{count}</span>
          </button>
        );
      })}
    </div>
  );
}
