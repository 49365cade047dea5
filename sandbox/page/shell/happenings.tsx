import { useState } from 'react';
import { ask } from '../client/api.ts';
import type { Acted, World, WorldAction } from '../client/use-world.ts';
import { Icon } from './icons.tsx';

/** What Baton does by itself on weekdays at nine, for those who cannot wait. */
const digest = {
  name: 'digest',
  title: 'Send the digest',
  description: 'Mina asks Baton for it in #engineering, as if it were nine in the morning.',
};

async function sendDigest(): Promise<Acted> {
  const asked = { user: 'U0MINA', channel: 'C0ENGINEERING', text: '/digest now' };
  return ask('command', asked);
}

/** The first few are what a stranger wants; the rest are there for the curious. */
const leading = 4;

/** What the visitor can make happen on the simulated GitHub. */
export function Happenings({ world }: { world: World }) {
  const [about, setAbout] = useState('');
  const button = (action: WorldAction, small: boolean) => (
    <HappenButton key={action.name} action={action} small={small} act={world.act} tell={setAbout} />
  );
  return (
    <section>
      <h2 className="only-wide">Make something happen</h2>
      <p className="side-note happenings-about">
        {about || 'On the simulated GitHub, as if a colleague did it. Watch #builds answer.'}
      </p>
      <div className="happenings">
        {world.actions.slice(0, leading).map((action) => button(action, false))}
      </div>
      <div className="happenings-more">
        {world.actions.slice(leading).map((action) => button(action, true))}
        <HappenButton action={digest} small act={sendDigest} tell={setAbout} />
      </div>
    </section>
  );
}

type Props = {
  action: WorldAction;
  /** Its description is shown above all of them once it is pointed at. */
  small: boolean;
  act: World['act'];
  tell(text: string): void;
};

function HappenButton({ action, small, act, tell }: Props) {
  const [state, setState] = useState<'idle' | 'busy' | 'done' | 'failed'>('idle');
  const press = async () => {
    setState('busy');
    const { ok, nothing } = await act(action.name);
    if (nothing) tell(`${nothing}.`);
    setState(nothing ? 'idle' : ok ? 'done' : 'failed');
    setTimeout(() => setState('idle'), 1800);
  };
  const explain = () => small && tell(action.description);
  const note = state === 'failed' ? 'That did not work. Try again.' : action.description;
  return (
    <button
      type="button"
      className={`${small ? 'chip' : 'happening'} is-${state}`}
      title={small ? note : undefined}
      disabled={state === 'busy'}
      onClick={press}
      onMouseEnter={explain}
      onFocus={explain}
      onMouseLeave={() => tell('')}
      onBlur={() => tell('')}
    >
      <span className="happening-title">
        {action.title}
        {state === 'done' && <Icon name="check" size={14} />}
      </span>
      {!small && <span className="happening-note">{note}</span>}
    </button>
  );
}
