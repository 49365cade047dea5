import type { Json } from '../wire.ts';

export type Call = {
  method: string;
  /** As sent, JSON arguments decoded where the method decodes them; without the token. */
  args: Json;
  /** What was answered, `undefined` when the connection was cut before anything was done. */
  result: Json | undefined;
  /** When it came, by the workspace's clock. */
  at: number;
  /** The fault that was injected. */
  fault?: string;
};

/** Every Web API call, for assertions and benches. */
export type CallLog = {
  all: Call[];
  /** Calls of one method; of every method when none is named. */
  of(method?: string): Call[];
  count(method?: string): number;
  /** How many calls of each method. */
  counts(): Record<string, number>;
  clear(): void;
};

export function createCallLog(): CallLog {
  const all: Call[] = [];
  const of = (method?: string) =>
    method === undefined ? all : all.filter((call) => call.method === method);
  return {
    all,
    of,
    count: (method) => of(method).length,
    counts() {
      const counts = new Map<string, number>();
      for (const { method } of all) counts.set(method, (counts.get(method) ?? 0) + 1);
      return Object.fromEntries(counts);
    },
    clear() {
      all.length = 0;
    },
  };
}
