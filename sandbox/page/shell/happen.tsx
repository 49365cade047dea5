import { useState } from 'react';
import { useNow } from '../client/use-now.ts';
import type { World, WorldAction } from '../client/use-world.ts';
import { ago } from '../text/dates.ts';
import { Hints } from './hints.tsx';
import { Icon } from './icons.tsx';
import { Trouble } from './trouble.tsx';

type Props = {
  world: World;
  suggest(text: string): void;
  become(handle: string): void;
  openHome(): void;
  close(): void;
};

/** The visitor's hand on the world: what to try, what to break, and what just happened. */
export function Happen({ world, suggest, become, openHome, close }: Props) {
  return (
    <aside className="side happen" aria-label="Make something happen">
      <header className="side-head only-narrow">
        <div>
          <h2>Make something happen</h2>
        </div>
        <button type="button" className="tool" aria-label="Close the panel" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div className="side-scroll">
        <Hints suggest={suggest} become={become} openHome={openHome} />
        <section>
          <h2 className="only-wide">Make something happen</h2>
          <p className="side-note">On the simulated GitHub. Watch #builds answer.</p>
          <div className="happenings">
            {world.actions.map((action) => (
              <HappenButton key={action.name} action={action} act={world.act} />
            ))}
          </div>
        </section>
        <Trouble />
        <Lately world={world} />
      </div>
    </aside>
  );
}

function HappenButton({ action, act }: { action: WorldAction; act: World['act'] }) {
  const [state, setState] = useState<'idle' | 'busy' | 'done' | 'failed'>('idle');
  const press = async () => {
    setState('busy');
    const done = await act(action.name);
    setState(done ? 'done' : 'failed');
    setTimeout(() => setState('idle'), 1800);
  };
  return (
    <button
      type="button"
      className={`happening is-${state}`}
      disabled={state === 'busy'}
      onClick={press}
    >
      <span className="happening-title">
        {action.title}
        {state === 'done' && <Icon name="check" size={14} />}
      </span>
      <span className="happening-note">
        {state === 'failed' ? 'That did not work. Try again.' : action.description}
      </span>
    </button>
  );
}

function Lately({ world }: { world: World }) {
  const now = useNow();
  if (world.events.length === 0) return null;
  return (
    <section>
      <h2>Lately on GitHub</h2>
      <ol className="lately">
        {world.events.map((event) => (
          <li key={`${event.at}${event.text}`}>
            <span>{event.text}</span>
            <time dateTime={new Date(event.at).toISOString()}>{ago(event.at, now)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
