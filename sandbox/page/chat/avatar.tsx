import type { WireUser } from '../../slack/wire.ts';

type Props = { user: WireUser | undefined; size?: number };

/** A face: initials on the person's colour, or the app's own mark. Always beside a name. */
export function Avatar({ user, size = 36 }: Props) {
  const box = { width: size, height: size, fontSize: size * 0.4 };
  if (user?.is_bot) return <img className="avatar" src="/icon.svg" alt="" style={box} />;
  const colour = `#${user?.color || '7a7f87'}`;
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ ...box, background: colour, color: readable(colour) }}
    >
      {initials(user)}
    </span>
  );
}

function initials(user: WireUser | undefined): string {
  const words = (user?.real_name || user?.name || '?').split(/\s+/);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

/** Black or white, whichever is read better on a colour. */
function readable(colour: string): string {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16) || 0;
  const light = 0.299 * channel(1) + 0.587 * channel(3) + 0.114 * channel(5);
  return light > 150 ? '#1f2225' : '#ffffff';
}
