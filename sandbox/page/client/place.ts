import { useCallback, useSyncExternalStore } from 'react';

/** Where the visitor is, and as whom: kept in the address, so that a reload stays there. */
export type Place = {
  /** A handle: `dana`. */
  as: string;
  /** A channel id, `home` for the app's Home tab; empty before anyone chose. */
  at: string;
  /** The `ts` of the thread that stands open beside it. */
  thread: string;
};

/** The address read as a place, and how to go to another. */
export function usePlace(): [Place, (changes: Partial<Place>) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const place = readPlace(hash);
  const go = useCallback((changes: Partial<Place>) => {
    const next = { ...readPlace(location.hash), ...changes };
    const entries = Object.entries(next).filter(([, value]) => value);
    history.pushState(null, '', `#${new URLSearchParams(entries)}`);
    // At once, so that a radio button never springs back before it is chosen.
    dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  return [place, go];
}

/** `#as=dana&at=C0BUILDS&thread=1700000000.000100`. */
export function readPlace(hash: string): Place {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  return {
    as: said.get('as') ?? 'dana',
    at: said.get('at') ?? '',
    thread: said.get('thread') ?? '',
  };
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  addEventListener('popstate', changed);
  return () => {
    removeEventListener('hashchange', changed);
    removeEventListener('popstate', changed);
  };
}
