import { useState } from 'react';
import { Icon } from './icons.tsx';

type Props = {
  suggest(text: string): void;
  become(handle: string): void;
  openHome(): void;
  readDigest(): void;
};

/** What a stranger can try first; gone for good once dismissed. */
export function Hints({ suggest, become, openHome, readDigest }: Props) {
  const [gone, setGone] = useState(() => localStorage.getItem('hints') === 'gone');
  if (gone) return null;
  const dismiss = () => {
    localStorage.setItem('hints', 'gone');
    setGone(true);
  };
  return (
    <section className="hints" aria-labelledby="hints-title">
      <header>
        <h2 id="hints-title">New here? Try this</h2>
        <button type="button" className="tool" aria-label="Hide these hints" onClick={dismiss}>
          <Icon name="close" size={13} />
        </button>
      </header>
      <ol>
        <li>
          <button type="button" className="link-button" onClick={() => suggest('/ci')}>
            Type <code>/ci</code>
          </button>{' '}
          to see every build at a glance.
        </li>
        <li>
          Press <b>Acknowledge</b> on a red build in #builds, then open its thread.
        </li>
        <li>
          <button type="button" className="link-button" onClick={() => become('omar')}>
            Be Omar
          </button>
          , who is on call, and see what reaches him.
        </li>
        <li>
          <button type="button" className="link-button" onClick={readDigest}>
            Be Mina and read the digest
          </button>
          : what to mend first. Press <b>Runs</b> for what is behind a number.
        </li>
        <li>
          As Omar,{' '}
          <button
            type="button"
            className="link-button"
            onClick={() => {
              become('omar');
              suggest('/deploy staging on acme/api');
            }}
          >
            deploy to staging
          </button>
          , then to production; be Mina and approve it.
        </li>
        <li>
          <button
            type="button"
            className="link-button"
            onClick={() => suggest('/handoff qa "2.4 is on staging, please test checkout"')}
          >
            Hand work to QA
          </button>
          , be Quinn in #qa and accept it, or wind the clock forward.
        </li>
        <li>
          <button type="button" className="link-button" onClick={openHome}>
            Open Baton’s Home
          </button>{' '}
          for what is red and what waits for you.
        </li>
      </ol>
    </section>
  );
}
