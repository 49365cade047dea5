import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Outcome } from '../../slack/wire.ts';
import { Icon } from '../shell/icons.tsx';
import { type Completable, type Completion, commandOf, completions } from './completion.ts';
import { CompletionMenu } from './completion-menu.tsx';
import { ShortcutMenu } from './shortcut-menu.tsx';

type Props = {
  label: string;
  /** Said in its place where there is no room for it. */
  short?: string;
  known: Completable;
  /** A text that a hint put here; a new object each time. */
  suggested?: { text: string } | undefined;
  /** Called once it stands here, so that it does not come again in the next channel. */
  taken?: (() => void) | undefined;
  send(text: string): Promise<Outcome>;
};

/** Where one types: messages, mentions, commands. Enter sends, Shift+Enter begins a new line. */
export function Composer({ label, short, known, suggested, taken, send }: Props) {
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [closed, setClosed] = useState(false);
  const [failure, setFailure] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const history = useRef<string[]>([]);
  const menuId = useId();
  const narrow = matchMedia('(max-width: 719px)').matches;
  const offered = closed ? [] : completions(text.slice(0, caret), known);
  const current = offered[Math.min(active, offered.length - 1)];
  const usage = commandOf(text, known.commands);

  const write = (next: string, at = next.length) => {
    setText(next);
    setCaret(at);
    setActive(0);
    setClosed(false);
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
  };
  useEffect(() => {
    if (!suggested) return;
    setText(suggested.text);
    setCaret(suggested.text.length);
    setClosed(false);
    field.current?.focus();
    taken?.();
  }, [suggested, taken]);

  const complete = ({ insert, from }: Completion) => {
    write(text.slice(0, from) + insert + text.slice(caret), from + insert.length);
    field.current?.focus();
  };
  const submit = async () => {
    const line = text.trim();
    if (!line) return;
    history.current.push(line);
    write('');
    setFailure(undefined);
    const outcome = await send(line);
    if (outcome.ok) return;
    setFailure(outcome.text ?? outcome.error ?? 'That was not sent.');
    setText((now) => now || line);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (handled(event)) event.preventDefault();
  };
  /** Whether the key meant something else than typing. */
  const handled = (event: KeyboardEvent): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered.length > 0) {
      setActive((active + step + offered.length) % offered.length);
      return true;
    }
    if (event.key === 'ArrowUp' && text === '') {
      write(history.current.at(-1) ?? '');
      return true;
    }
    if (event.key === 'Escape' && offered.length > 0) {
      setClosed(true);
      return true;
    }
    const whole = current && text.slice(current.from).trim() === current.insert.trim();
    if (current && (event.key === 'Tab' || (event.key === 'Enter' && !whole))) {
      complete(current);
      return true;
    }
    if (event.key !== 'Enter' || event.shiftKey) return false;
    void submit();
    return true;
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {offered.length > 0 && (
        <CompletionMenu id={menuId} offered={offered} current={current} onChoose={complete} />
      )}
      {failure && (
        <p className="composer-failure" role="alert">
          {failure}
        </p>
      )}
      {usage?.usage_hint && offered.length === 0 && (
        <p className="composer-usage">
          <code>{usage.name}</code> {usage.usage_hint}
        </p>
      )}
      <div className="composer-box">
        <ShortcutMenu />
        <textarea
          ref={field}
          rows={1}
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={offered.length > 0}
          aria-controls={menuId}
          aria-activedescendant={current ? `${menuId}-${offered.indexOf(current)}` : undefined}
          placeholder={narrow ? (short ?? label) : label}
          value={text}
          onChange={(event) => write(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onBlur={() => setClosed(true)}
          onFocus={() => setClosed(false)}
        />
        <button type="submit" className="send" aria-label="Send" disabled={text.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
