import type { WireState } from '../../slack/wire.ts';

type Props = { current: 'home' | 'messages'; state: WireState; open(channel: string): void };

/** Home and Messages: the two sides of the app. */
export function AppTabs({ current, state, open }: Props) {
  const tab = (name: 'home' | 'messages', label: string, to: string) => (
    <button
      type="button"
      className="tab"
      aria-current={current === name ? 'page' : undefined}
      onClick={() => open(to)}
    >
      {label}
    </button>
  );
  return (
    <nav className="tabs" aria-label={state.app.name}>
      {tab('home', 'Home', 'home')}
      {tab('messages', 'Messages', state.app.im)}
    </nav>
  );
}
