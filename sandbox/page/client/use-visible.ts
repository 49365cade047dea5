import { useSyncExternalStore } from 'react';

/**
 * Whether the page is in sight. A browser opens six connections to one address and no more: pages
 * in the background give back what they can, so that the one in front is never kept waiting.
 */
export function useVisible(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === 'visible');
}

function subscribe(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
