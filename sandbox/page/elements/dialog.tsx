import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { byKeyboard } from './by-keyboard.ts';

type Props = {
  /** The id of the heading that names the dialog. */
  labelledBy: string;
  className?: string;
  /** Escape, or the browser's own way back. */
  onCancel(): void;
  children: ReactNode;
};

const firstField = '.dialog-body :is(input, textarea, .select-button)';

/** A modal dialog of the browser's own: it traps the focus and gives it back. */
export function Dialog({ labelledBy, className = '', onCancel, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  // Before the browser removes it: closed after that, it could not give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog?.open) dialog?.showModal();
    if (byKeyboard()) dialog?.querySelector<HTMLElement>(firstField)?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={`dialog ${className}`}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
