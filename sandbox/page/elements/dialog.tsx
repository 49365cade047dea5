import { type ReactNode, useEffect, useRef } from 'react';

type Props = {
  /** The id of the heading that names the dialog. */
  labelledBy: string;
  className?: string;
  /** Escape, or the browser's own way back. */
  onCancel(): void;
  children: ReactNode;
};

/** A modal dialog of the browser's own: it traps the focus and gives it back. */
export function Dialog({ labelledBy, className = '', onCancel, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog?.open) dialog?.showModal();
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
