import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

export type Show = (drawer: 'sidebar' | 'happen') => void;
type Props = {
  title: ReactNode;
  note?: string;
  /** What is amiss: nothing, as a rule. */
  standing: string | undefined;
  show: Show;
  children?: ReactNode;
};

/** The line above a channel or the Home tab; on a phone it opens what is otherwise beside it. */
export function ViewHead({ title, note, standing, show, children }: Props) {
  return (
    <header className="view-head">
      <button
        type="button"
        className="tool only-phone"
        aria-label="Channels and people"
        onClick={() => show('sidebar')}
      >
        <Icon name="menu" size={18} />
      </button>
      <div className="view-title">
        <h1>{title}</h1>
        {note && <p>{note}</p>}
      </div>
      {children}
      {standing && (
        <p className="starting" role="status">
          {standing}
        </p>
      )}
      <button type="button" className="happen-button only-narrow" onClick={() => show('happen')}>
        <Icon name="bolt" size={14} />
        <span>
          Try it<span className="long"> yourself</span>
        </span>
      </button>
    </header>
  );
}
