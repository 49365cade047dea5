import { useEffect } from 'react';

/** `(3) Baton demo` while three messages are unread. */
export function useDocumentTitle(unread: number): void {
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Baton demo` : 'Baton demo';
  }, [unread]);
}
