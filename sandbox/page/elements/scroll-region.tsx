import type { ReactNode, Ref } from 'react';

type Props = {
  label: string;
  className: string;
  frame?: Ref<HTMLElement>;
  onScroll?(): void;
  children: ReactNode;
};

/** A named part of the page that scrolls by itself, and that the keyboard can therefore reach. */
export function ScrollRegion({ label, className, frame, onScroll, children }: Props) {
  return (
    <section
      aria-label={label}
      className={className}
      ref={frame}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll only what has the focus.
      tabIndex={0}
    >
      {children}
    </section>
  );
}
