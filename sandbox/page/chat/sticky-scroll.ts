import { useEffect, useLayoutEffect, useRef, useState } from 'react';

const nearPx = 60;

type Item = { ts: string; user: string; is_ephemeral?: boolean };

/**
 * Keeps a scrolling frame at its end while the visitor is there, also when what it holds grows; and
 * keeps the place when older things are put before. What `me` said or asked for is always gone to.
 */
export function useStickyScroll(items: readonly Item[], me: string) {
  const frame = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ first: '', last: '', height: 0 });
  const [away, setAway] = useState(false);

  const toNewest = () => frame.current?.scrollTo({ top: frame.current.scrollHeight });
  const onScroll = () => {
    const box = frame.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
    setAway(!atEnd.current);
  };

  const first = items[0]?.ts ?? '';
  const last = items.at(-1);
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    const grownAbove = before.current.first && first < before.current.first;
    const fresh = before.current.last && last && last.ts > before.current.last;
    if (fresh && (last.is_ephemeral || last.user === me)) atEnd.current = true;
    if (grownAbove) box.scrollTop += box.scrollHeight - before.current.height;
    else if (atEnd.current) box.scrollTop = box.scrollHeight;
    before.current = { first, last: last?.ts ?? '', height: box.scrollHeight };
  });

  useEffect(() => {
    const box = frame.current;
    if (!box || !content.current) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(content.current);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  return { frame, content, away, toNewest, onScroll };
}
