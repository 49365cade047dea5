import { type KeyboardEvent, useId, useState } from 'react';
import { Icon } from '../shell/icons.tsx';
import { Inline } from '../text/inline.tsx';
import { plainText } from '../text/mrkdwn.ts';
import type { Choice, ChoiceGroup } from './choices.ts';
import { usePopover } from './popover.ts';

type Props = {
  label: string;
  placeholder: string;
  groups: ChoiceGroup[];
  selected: Choice[];
  multiple: boolean;
  query: string;
  /** Shown instead of choices: `Type at least 3 letters`, `Nothing found`. */
  note?: string | undefined;
  onQuery(query: string): void;
  onChoose(choice: Choice): void;
  invalid?: boolean;
  busy?: boolean;
};

/** A menu with a search field: every kind of select is one of these. */
export function Combobox(props: Props) {
  const popover = usePopover(280);
  const listId = useId();
  const [active, setActive] = useState(0);
  const flat = props.groups.flatMap((group) => group.choices);
  const current = flat[Math.min(active, flat.length - 1)];
  const choose = (choice: Choice) => {
    props.onChoose(choice);
    if (!props.multiple) popover.close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive(Math.max(0, Math.min(flat.length - 1, active + step)));
    else if (event.key === 'Enter' && current) choose(current);
    else return;
    event.preventDefault();
  };
  const shown = props.selected.map(({ label }) => label).join(', ') || props.placeholder;
  return (
    <span className="select">
      <button
        {...popover.button}
        className="button select-button"
        aria-haspopup="listbox"
        aria-label={shown === props.label ? shown : `${props.label}: ${shown}`}
        aria-invalid={props.invalid}
        aria-busy={props.busy}
      >
        <SelectedText selected={props.selected} placeholder={props.placeholder} />
        <Icon name="chevron" size={13} />
      </button>
      <div {...popover.panel} className="popover">
        <label className="popover-search">
          <Icon name="search" size={14} />
          <span className="unseen">Search {props.label}</span>
          <input
            role="combobox"
            aria-expanded={popover.open}
            aria-controls={listId}
            aria-activedescendant={current ? `${listId}-${current.key}` : undefined}
            value={props.query}
            placeholder="Search"
            onChange={(event) => {
              setActive(0);
              props.onQuery(event.target.value);
            }}
            onKeyDown={onKeyDown}
          />
        </label>
        <div
          id={listId}
          role="listbox"
          aria-label={props.label}
          aria-multiselectable={props.multiple}
        >
          {props.groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group within a listbox has no element of its own.
            <div role="group" aria-label={group.label || props.label} key={group.label}>
              {group.label && <div className="popover-group">{group.label}</div>}
              {group.choices.map((choice) => (
                <ChoiceItem
                  key={choice.key}
                  id={`${listId}-${choice.key}`}
                  choice={choice}
                  active={choice === current}
                  chosen={props.selected.some((one) => one.key === choice.key)}
                  onChoose={choose}
                />
              ))}
            </div>
          ))}
          {flat.length === 0 && <p className="popover-note">{props.note ?? 'Nothing found'}</p>}
        </div>
      </div>
    </span>
  );
}

function SelectedText({ selected, placeholder }: { selected: Choice[]; placeholder: string }) {
  if (selected.length === 0) return <span className="select-placeholder">{placeholder}</span>;
  const text = selected.map((choice) => choice.label).join(', ');
  return (
    <span className="select-text">
      <Inline elements={plainText(text, true)} />
    </span>
  );
}

type ItemProps = {
  id: string;
  choice: Choice;
  active: boolean;
  chosen: boolean;
  onChoose(choice: Choice): void;
};

function ChoiceItem({ id, choice, active, chosen, onChoose }: ItemProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className={active ? 'popover-item is-active' : 'popover-item'}
      onClick={() => onChoose(choice)}
      onKeyDown={(event) => event.key === 'Enter' && onChoose(choice)}
    >
      <span>
        <Inline elements={plainText(choice.label, true)} />
      </span>
      {choice.hint && <small>{choice.hint}</small>}
      {chosen && <Icon name="check" size={14} />}
    </div>
  );
}
