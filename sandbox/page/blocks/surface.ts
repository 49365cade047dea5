import { createContext, useContext } from 'react';
import type { ElementValue, Json, OptionsAnswer } from '../../slack/wire.ts';

/** What an interactive element needs from the message, modal or Home tab that it stands on. */
export type Surface = {
  /** What an input holds now, or undefined when nobody has touched it and it has no initial value. */
  valueOf(blockId: string, actionId: string): ElementValue | undefined;
  /** Keeps what an input holds, and tells the app when `dispatch` says so. */
  change(blockId: string, actionId: string, value: ElementValue, dispatch: boolean): void;
  /** Tells the app that a button was pressed. */
  press(blockId: string, actionId: string, value?: ElementValue): void;
  options(blockId: string, actionId: string, query: string): Promise<OptionsAnswer>;
  /** The element that waits for the app, as `block_id/action_id`. */
  busy?: string | undefined;
  /** What was wrong with a field, by block id. */
  errors: Record<string, string>;
};

const still: Surface = {
  valueOf: () => undefined,
  change: () => {},
  press: () => {},
  options: async () => ({ ok: true, options: [] }),
  errors: {},
};

export const SurfaceContext = createContext<Surface>(still);

/** The surface that the nearest message or view provides. */
export function useSurface(): Surface {
  return useContext(SurfaceContext);
}

/** Where an element stands: the block it is in, its own JSON, and whether a change is told at once. */
export type ElementPlace<Shape = Json> = { blockId: string; element: Shape; dispatch: boolean };
