import { Avatar } from '../chat/avatar.tsx';
import { personName, useDirectory } from '../client/directory.ts';
import type { Toast } from '../client/use-toasts.ts';
import { Inline } from '../text/inline.tsx';
import { inlineMrkdwn } from '../text/mrkdwn.ts';
import { Icon } from './icons.tsx';

type Props = {
  toasts: readonly Toast[];
  open(channel: string, thread?: string): void;
  close(channel: string): void;
};

/** What happened in another channel, in the corner, for some seconds. */
export function Toasts({ toasts, open, close }: Props) {
  return (
    <output className="toasts">
      {toasts.map((toast) => (
        <ToastCard key={toast.channel} toast={toast} open={open} close={close} />
      ))}
    </output>
  );
}

function ToastCard({ toast, open, close }: Omit<Props, 'toasts'> & { toast: Toast }) {
  const directory = useDirectory();
  const { message, channel, count } = toast;
  const where = directory.channels.get(channel);
  const place = where?.is_im ? 'direct message' : `#${where?.name ?? 'another channel'}`;
  const thread = message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : '';
  return (
    <div className="toast">
      <button type="button" className="toast-body" onClick={() => open(channel, thread)}>
        <Avatar user={directory.users.get(message.user)} size={28} />
        <span>
          <strong>
            {personName(directory, message.user)} · {place}
            {count > 1 && <span className="count">{count}</span>}
          </strong>
          <span className="toast-text">
            <Inline elements={inlineMrkdwn(message.text.split('\n')[0] ?? '')} />
          </span>
        </span>
      </button>
      <button type="button" className="tool" aria-label="Dismiss" onClick={() => close(channel)}>
        <Icon name="close" size={13} />
      </button>
    </div>
  );
}
