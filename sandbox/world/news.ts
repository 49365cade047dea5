/** One thing that happened on the simulated GitHub, in a sentence. */
export type News = { at: number; text: string };

export type Newspaper = {
  /** The newest first; fifty are kept. */
  list: News[];
  tell(text: string): void;
  /** Hears what is told from now on; answers how to stop. */
  listen(listener: (news: News) => void): () => void;
};

const kept = 50;

export function createNewspaper(now: () => number): Newspaper {
  const list: News[] = [];
  const listeners = new Set<(news: News) => void>();
  return {
    list,
    tell(text) {
      const news = { at: now(), text };
      list.unshift(news);
      list.length = Math.min(list.length, kept);
      for (const listener of listeners) listener(news);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
