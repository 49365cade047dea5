import { useEffect, useLayoutEffect, useRef, useState } from 'react';

const nearPx = 60;

/**
 * Keeps a scrolling frame at its end while the visitor is there, also when what it holds grows; and
 * keeps the place when older things are put before.
 */
export function useStickyScroll(items: readonly { ts: string }[]) {
  const frame = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ first: '', height: 0 });
  const [away, setAway] = useState(false);

  const toNewest = () => frame.current?.scrollTo({ top: frame.current.scrollHeight });
  const onScroll = () => {
    const box = frame.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
    setAway(!atEnd.current);
  };

  const first = items[0]?.ts ?? '';
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    const grownAbove = before.current.first && first < before.current.first;
    if (grownAbove) box.scrollTop += box.scrollHeight - before.current.height;
    else if (atEnd.current) box.scrollTop = box.scrollHeight;
    before.current = { first, height: box.scrollHeight };
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
