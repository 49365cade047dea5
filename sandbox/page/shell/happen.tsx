import { useNow } from '../client/use-now.ts';
import type { World } from '../client/use-world.ts';
import { ago } from '../text/dates.ts';
import { Clock } from './clock.tsx';
import { Happenings } from './happenings.tsx';
import { Hints } from './hints.tsx';
import { Icon } from './icons.tsx';
import { Trouble } from './trouble.tsx';

type Props = {
  world: World;
  suggest(text: string): void;
  become(handle: string): void;
  openHome(): void;
  readDigest(): void;
  close(): void;
};

/** The visitor's hand on the world: what to try, what to break, and what just happened. */
export function Happen({ world, suggest, become, openHome, readDigest, close }: Props) {
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
        <Hints suggest={suggest} become={become} openHome={openHome} readDigest={readDigest} />
        <Happenings world={world} />
        <Clock />
        <Trouble />
        <Lately world={world} />
      </div>
    </aside>
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
