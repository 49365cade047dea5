type Waiting<Row, Result> = {
  row: Row;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

type Grouping = {
  /** Rows of one commit. */
  maxRows: number;
  /** So many wait for no more to come. */
  enough: number;
  /** Commits under way at once. */
  lanes: number;
};

/**
 * Commits together what arrives together: rows that come while `lanes` commits are under way go into
 * the next one, so that a storm costs one commit for many rows and a single row waits for nobody.
 * Answers, for each row, what `commit` says of it; where `commit` throws, all of its rows are refused.
 */
export function groupCommit<Row, Result>(
  commit: (rows: Row[]) => Promise<Result[]>,
  { maxRows, enough, lanes }: Grouping,
): (row: Row) => Promise<Result> {
  let waiting: Waiting<Row, Result>[] = [];
  let running = 0;
  let isAsked = false;

  async function drain(): Promise<void> {
    if (running >= lanes) return;
    running += 1;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxRows);
      waiting = waiting.slice(maxRows);
      try {
        const results = await commit(batch.map((entry) => entry.row));
        batch.forEach((entry, at) => {
          entry.resolve(results[at] as Result);
        });
      } catch (error) {
        for (const entry of batch) entry.reject(error);
      }
    }
    running -= 1;
  }

  /** After the events of this turn of the loop, so that requests read in one go share a commit. */
  function drainSoon(): void {
    if (isAsked) return;
    isAsked = true;
    setImmediate(() => {
      isAsked = false;
      void drain();
    });
  }

  return (row) =>
    new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      if (waiting.length >= enough) void drain();
      else drainSoon();
    });
}
