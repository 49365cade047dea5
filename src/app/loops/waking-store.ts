import type { Store } from '../../store/types/index.ts';

/**
 * The store for those whom no loop waits for: `changed` is called after each transaction. All that
 * people do is written in transactions; most of what they ask writes nothing, and wakes nobody.
 */
export function wakingStore(store: Store, changed: () => void): Store {
  return {
    ...store,
    async transaction(work) {
      const result = await store.transaction(work);
      changed();
      return result;
    },
  };
}
