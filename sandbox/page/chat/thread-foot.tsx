import type { WireMessage } from '../../slack/wire.ts';
import { useDirectory } from '../client/directory.ts';
import { useNow } from '../client/use-now.ts';
import { ago, tsToMs } from '../text/dates.ts';
import { Avatar } from './avatar.tsx';

type Props = { message: WireMessage; open(message: WireMessage): void };

/** `3 replies · last reply 4 min ago`, under a message that began a thread. */
export function ThreadFoot({ message, open }: Props) {
  const { users } = useDirectory();
  const now = useNow();
  const count = message.reply_count ?? 0;
  const inThread = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  if (count === 0 || inThread) return null;
  return (
    <button type="button" className="thread-foot" onClick={() => open(message)}>
      {(message.reply_users ?? []).slice(0, 4).map((id) => (
        <Avatar key={id} user={users.get(id)} size={20} />
      ))}
      <span className="thread-count">{count === 1 ? '1 reply' : `${count} replies`}</span>
      {message.latest_reply && (
        <span className="thread-when">last reply {ago(tsToMs(message.latest_reply), now)}</span>
      )}
    </button>
  );
}
