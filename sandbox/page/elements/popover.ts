import { type ToggleEvent, useEffect, useId, useRef, useState } from 'react';
import { byKeyboard } from './by-keyboard.ts';

const gap = 4;
const firstThing = 'input, button';
const edge = 8;

/**
 * A browser popover that opens beside its button and flips up where the room is above. Spread
 * `button` on the button and `panel` on the element that opens.
 */
export function usePopover(width: number) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => panel.current?.hidePopover();
  useCloseOnScroll(open, panel);
  const onBeforeToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState === 'open' && button.current && panel.current) {
      place(panel.current, button.current.getBoundingClientRect(), width);
    }
  };
  return {
    open,
    close,
    button: { ref: button, popoverTarget: id, 'aria-expanded': open, type: 'button' as const },
    panel: {
      id,
      ref: panel,
      popover: 'auto' as const,
      onBeforeToggle,
      onToggle: (event: ToggleEvent<HTMLDivElement>) => {
        const opens = event.newState === 'open';
        setOpen(opens);
        if (opens && byKeyboard()) panel.current?.querySelector<HTMLElement>(firstThing)?.focus();
      },
    },
  };
}

function place(panel: HTMLElement, anchor: DOMRect, wanted: number): void {
  const width = Math.min(Math.max(wanted, anchor.width), innerWidth - 2 * edge);
  const below = innerHeight - anchor.bottom - gap - edge;
  const above = anchor.top - gap - edge;
  const up = below < 260 && above > below;
  Object.assign(panel.style, {
    width: `${width}px`,
    left: `${Math.max(edge, Math.min(anchor.left, innerWidth - width - edge))}px`,
    top: up ? 'auto' : `${anchor.bottom + gap}px`,
    bottom: up ? `${innerHeight - anchor.top + gap}px` : 'auto',
    maxHeight: `${Math.min(360, up ? above : below)}px`,
  });
}

/** It stands still while the page moves under it, so it closes when something else scrolls. */
function useCloseOnScroll(open: boolean, panel: { current: HTMLElement | null }): void {
  useEffect(() => {
    if (!open) return;
    const onScroll = (event: Event) => {
      if (!panel.current?.contains(event.target as Node)) panel.current?.hidePopover();
    };
    addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => removeEventListener('scroll', onScroll, { capture: true });
  }, [open, panel]);
}
