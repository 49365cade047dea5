import type { Completion } from './completion.ts';

type Props = {
  id: string;
  offered: readonly Completion[];
  current: Completion | undefined;
  onChoose(completion: Completion): void;
};

/** The menu over the composer: commands with what they do, people, channels. */
export function CompletionMenu({ id, offered, current, onChoose }: Props) {
  return (
    <div className="completions" role="listbox" id={id} aria-label="Completions">
      {offered.map((completion, index) => (
        <div
          key={completion.key}
          id={`${id}-${index}`}
          ref={completion === current ? show : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={completion === current}
          className="completion"
          // The field keeps the focus, so that typing goes on.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(completion);
          }}
        >
          <span className="completion-name">{completion.label}</span>
          {completion.hint && <span className="completion-hint">{completion.hint}</span>}
          <span className="completion-detail">{completion.detail}</span>
        </div>
      ))}
    </div>
  );
}

/** A long list scrolls with the arrow keys. */
function show(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}
