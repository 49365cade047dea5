import { useEffect } from 'react';
import type { WireState, WireView } from '../../slack/wire.ts';
import { Blocks } from '../blocks/block.tsx';
import { SurfaceContext } from '../blocks/surface.ts';
import { ask } from '../client/api.ts';
import { useSurfaceOf } from '../client/use-surface.ts';
import { ScrollRegion } from '../elements/scroll-region.tsx';
import { AppTabs } from './app-tabs.tsx';
import { type Show, ViewHead } from './view-head.tsx';

type Props = {
  state: WireState;
  standing: string | undefined;
  open(channel: string): void;
  show: Show;
};

/** The app's Home tab, as last published to this person. */
export function HomeView({ state, standing, open, show }: Props) {
  const user = state.me.id;
  const { connected, name } = state.app;
  // Told again when the app comes back: whoever looked at an empty tab meanwhile would look for ever.
  useEffect(() => {
    if (connected) void ask('home-opened', { user, tab: 'home' });
  }, [user, connected]);
  return (
    <>
      <ViewHead title={state.app.name} standing={standing} show={show}>
        <AppTabs current="home" state={state} open={open} />
      </ViewHead>
      <ScrollRegion label="Home" className="home">
        {state.home ? (
          <HomeBlocks user={user} view={state.home} />
        ) : (
          <p className="loading">{connected ? `Asking ${name} …` : `${name} is connecting …`}</p>
        )}
      </ScrollRegion>
    </>
  );
}

function HomeBlocks({ user, view }: { user: string; view: WireView }) {
  const { surface, failure } = useSurfaceOf({
    user,
    source: { view_id: view.id },
    blocks: view.blocks,
  });
  return (
    <div className="home-page">
      <SurfaceContext value={surface}>
        <Blocks blocks={view.blocks} />
      </SurfaceContext>
      {failure && (
        <p className="message-failure" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
