import { type RefObject, useEffect, useRef } from 'react';

const lit = [{ backgroundColor: 'var(--accent-soft)' }, { backgroundColor: 'transparent' }];

/** Lets an element glow for a moment when `mark` changes, so that an edit in place is noticed. */
export function useFlash<Shown extends HTMLElement>(
  mark: string | undefined,
): RefObject<Shown | null> {
  const element = useRef<Shown>(null);
  const before = useRef(mark);
  useEffect(() => {
    if (before.current === mark) return;
    before.current = mark;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    element.current?.animate(lit, { duration: 1600, easing: 'ease-out' });
  }, [mark]);
  return element;
}
