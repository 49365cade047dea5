export type RequestRecord = {
  method: string;
  /** Below the API's address, without the query. */
  path: string;
  query: string;
  /** As in GitHub's description: `/repos/{owner}/{repo}`; null for an unknown path. */
  template: string | null;
  status: number;
  /** Whether it carried `If-None-Match`. */
  conditional: boolean;
  at: number;
};

export type Requests = {
  /** Oldest first; the newest 20,000 are kept. */
  list: RequestRecord[];
  /** How many came for each `GET /template`. */
  counts: Map<string, number>;
  /** Those that no route knows. */
  unknown: RequestRecord[];
  total: number;
  note(record: RequestRecord): void;
  clear(): void;
};

const kept = 20_000;

/** Remembers what was asked, for tests and benchmarks that count requests. */
export function createRequests(): Requests {
  const requests: Requests = {
    list: [],
    counts: new Map(),
    unknown: [],
    total: 0,
    note(record) {
      requests.total += 1;
      requests.list.push(record);
      if (requests.list.length > kept) requests.list.shift();
      if (record.template === null) {
        requests.unknown.push(record);
        return;
      }
      const key = `${record.method} ${record.template}`;
      requests.counts.set(key, (requests.counts.get(key) ?? 0) + 1);
    },
    clear() {
      requests.list.length = 0;
      requests.unknown.length = 0;
      requests.counts.clear();
      requests.total = 0;
    },
  };
  return requests;
}
