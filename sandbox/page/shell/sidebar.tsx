import type { WireChannel } from '../../slack/wire.ts';
import { Avatar } from '../chat/avatar.tsx';
import type { Model } from '../client/model.ts';
import type { Place } from '../client/place.ts';
import { Icon } from './icons.tsx';
import { People } from './people.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

type Props = {
  model: Model;
  place: Place;
  open(channel: string): void;
  become(handle: string): void;
  close(): void;
};

/** Who one is, and where one can go: channels, direct messages, the app. */
export function Sidebar({ model, place, open, become, close }: Props) {
  const { state, unread } = model;
  const mine =
    state?.channels.filter((one) => !one.is_archived && one.members.includes(state.me.id)) ?? [];
  const others =
    state?.channels.filter((one) => !one.is_im && !one.is_archived && !mine.includes(one)) ?? [];
  const item = (channel: WireChannel, label = channel.name) => (
    <NavItem
      key={channel.id}
      label={label}
      icon={<Icon name={channel.is_private ? 'lock' : 'hash'} size={14} />}
      current={place.at === channel.id}
      unread={unread[channel.id] ?? 0}
      onOpen={() => open(channel.id)}
    />
  );
  return (
    <nav className="sidebar" aria-label="Workspace">
      <header className="sidebar-head">
        <img src="/icon.svg" alt="" width="26" height="26" />
        <strong>{state?.team.name ?? 'Workspace'}</strong>
        <ThemeSwitch />
        <button
          type="button"
          className="tool only-phone"
          aria-label="Close the menu"
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      <People as={place.as} users={state?.users ?? []} become={become} />
      <div className="sidebar-scroll">
        <h2>Channels</h2>
        <ul>{mine.filter((one) => !one.is_im).map((channel) => item(channel))}</ul>
        {others.length > 0 && (
          <details className="others">
            <summary>Other channels</summary>
            <ul>{others.map((channel) => item(channel))}</ul>
          </details>
        )}
        <h2>Direct messages</h2>
        <ul>
          {mine
            .filter((one) => one.is_im)
            .map((channel) => (
              <NavItem
                key={channel.id}
                label={channel.id === state?.app.im ? state.app.name : channel.name}
                icon={
                  <Avatar
                    user={state?.users.find(
                      (one) => channel.members.includes(one.id) && one.id !== state.me.id,
                    )}
                    size={18}
                  />
                }
                current={place.at === channel.id}
                unread={unread[channel.id] ?? 0}
                onOpen={() => open(channel.id)}
              />
            ))}
        </ul>
        <h2>Apps</h2>
        <ul>
          <NavItem
            label={state?.app.name ?? 'Baton'}
            icon={<Icon name="home" size={14} />}
            current={place.at === 'home'}
            unread={0}
            onOpen={() => open('home')}
          />
        </ul>
      </div>
      <footer className="sidebar-foot">A local demo. Nothing leaves this machine.</footer>
    </nav>
  );
}

type NavItemProps = {
  label: string;
  icon: React.ReactNode;
  current: boolean;
  unread: number;
  onOpen(): void;
};

function NavItem({ label, icon, current, unread, onOpen }: NavItemProps) {
  return (
    <li>
      <button
        type="button"
        className={unread > 0 ? 'nav-item is-unread' : 'nav-item'}
        aria-current={current ? 'page' : undefined}
        onClick={onOpen}
      >
        <span className="nav-icon">{icon}</span>
        <span className="nav-label">{label}</span>
        {unread > 0 && (
          <span className="count">
            {unread > 99 ? '99+' : unread}
            <span className="unseen"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}
