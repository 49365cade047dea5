import { useCallback, useEffect, useMemo, useState } from 'react';
import type { WireEvent } from '../slack/wire.ts';
import { type Directory, DirectoryContext } from './client/directory.ts';
import { idOf } from './client/people.ts';
import { usePlace } from './client/place.ts';
import { standingOf } from './client/standing.ts';
import { useDocumentTitle } from './client/use-document-title.ts';
import { useToasts } from './client/use-toasts.ts';
import { useWorkspace } from './client/use-workspace.ts';
import { useWorld } from './client/use-world.ts';
import { ChannelView } from './shell/channel-view.tsx';
import { Happen } from './shell/happen.tsx';
import { HomeView } from './shell/home-view.tsx';
import { Modals } from './shell/modals.tsx';
import { Sidebar } from './shell/sidebar.tsx';
import { ThreadPanel } from './shell/thread-panel.tsx';
import { Toasts } from './shell/toasts.tsx';

/** The whole page: the workspace as one person sees it, and the panel that makes things happen. */
export function App() {
  const [place, go] = usePlace();
  const [drawer, setDrawer] = useState<'sidebar' | 'happen'>();
  const [suggested, setSuggested] = useState<{ text: string }>();
  const user = idOf(place.as);
  const toasts = useToasts(user);
  const world = useWorld();
  const at = place.at;
  const workspace = useWorkspace(user, at === 'home' ? '' : at, (event: WireEvent) =>
    toasts.hear(event, { user, at, thread: place.thread }),
  );
  const { model } = workspace;
  const { state } = model;
  const unread = Object.values(model.unread).reduce((sum, count) => sum + count, 0);
  useDocumentTitle(unread);

  const { clear } = toasts;
  const open = useCallback(
    (channel: string, thread = '') => {
      setDrawer(undefined);
      clear(channel);
      go({ at: channel, thread });
    },
    [clear, go],
  );
  const directory = useMemo<Directory>(
    () => ({
      me: user,
      users: new Map(state?.users.map((one) => [one.id, one])),
      channels: new Map(state?.channels.map((one) => [one.id, one])),
      usergroups: new Map(state?.usergroups.map((one) => [one.id, one])),
      shortcuts: state?.shortcuts ?? [],
      openChannel: (channel) => go({ at: channel, thread: '' }),
    }),
    [user, state?.users, state?.channels, state?.usergroups, state?.shortcuts, go],
  );
  const first = state?.channels.find((one) => one.name === 'builds') ?? state?.channels[0];
  const channel = directory.channels.get(at) ?? (at === 'home' ? undefined : first);
  const settled = channel?.id ?? '';
  useEffect(() => {
    if (settled && settled !== at) go({ at: settled });
  }, [settled, at, go]);

  return (
    <DirectoryContext value={directory}>
      <button type="button" className="skip-link" onClick={focusMain}>
        Skip to the conversation
      </button>
      <div
        className={`shell ${drawer ? `shows-${drawer}` : ''} ${place.thread ? 'shows-thread' : ''}`}
      >
        <Sidebar
          model={model}
          place={place}
          open={open}
          become={(handle) => go({ as: handle, thread: '' })}
          close={() => setDrawer(undefined)}
        />
        <main className="main" id="main" tabIndex={-1}>
          {!state && <p className="loading">Opening the workspace …</p>}
          {state && at === 'home' && (
            <HomeView state={state} standing={standingOf(workspace)} open={open} show={setDrawer} />
          )}
          {state && channel && at !== 'home' && (
            <ChannelView
              key={`${user}/${channel.id}`}
              channel={channel}
              state={state}
              workspace={workspace}
              // Not to the view of the person before, which goes as soon as the next one's is loaded.
              suggested={state.me.id === user ? suggested : undefined}
              taken={() => setSuggested(undefined)}
              open={open}
              show={setDrawer}
            />
          )}
        </main>
        {state && channel && place.thread ? (
          <ThreadPanel
            key={`${user}/${channel.id}/${place.thread}`}
            channel={channel}
            ts={place.thread}
            state={state}
            workspace={workspace}
            close={() => go({ thread: '' })}
          />
        ) : (
          <Happen
            world={world}
            suggest={(text) => {
              if (at === 'home' && first) open(first.id);
              setDrawer(undefined);
              setSuggested({ text });
            }}
            become={(handle) => go({ as: handle, thread: '' })}
            openHome={() => open('home')}
            readDigest={() => go({ as: 'mina', at: 'C0ENGINEERING', thread: '' })}
            close={() => setDrawer(undefined)}
          />
        )}
        {drawer && (
          <button
            type="button"
            className="scrim"
            aria-label="Close"
            onClick={() => setDrawer(undefined)}
          />
        )}
      </div>
      {state && (
        <Modals
          key={user}
          user={user}
          views={state.views}
          model={model}
          change={workspace.change}
        />
      )}
      <Toasts toasts={toasts.shown} open={open} close={toasts.clear} />
    </DirectoryContext>
  );
}

function focusMain(): void {
  document.getElementById('main')?.focus();
}
