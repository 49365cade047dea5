/** Answers whether this is the first time that the id is seen. */
export type Once = (id: string) => boolean | Promise<boolean>;

/** Remembers the last so many ids, in this process. Slack delivers again within minutes, if at all. */
export function createOnce(limit = 5_000): Once {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    if (seen.size > limit) {
      const [oldest] = seen;
      if (oldest !== undefined) seen.delete(oldest);
    }
    return true;
  };
}

/** As {@link createOnce}, for several processes that hear the same Slack: `first` is what they share. */
export function createSharedOnce(first: (id: string) => Promise<boolean>): Once {
  const here = createOnce();
  return async (id) => (await here(id)) && first(id);
}
