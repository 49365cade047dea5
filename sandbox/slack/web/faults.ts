import type { FaultRule } from '../wire.ts';

export type Faults = {
  /** Replaces every fault that was set before. */
  set(...rules: FaultRule[]): void;
  clear(): void;
  list(): FaultRule[];
};

/** The fault that hits this call, if any; `times` is counted down. */
export type PickFault = (method: string) => FaultRule | undefined;

/** Chance is seeded: the same calls meet the same faults in every run. */
export function createFaults(): { faults: Faults; pick: PickFault } {
  let rules: FaultRule[] = [];
  let chance = seeded(20_260_601);
  const faults: Faults = {
    set(...next) {
      rules = next.map((rule) => ({ ...rule }));
      chance = seeded(20_260_601);
    },
    clear() {
      rules = [];
    },
    list: () => rules.map((rule) => ({ ...rule })),
  };
  const pick: PickFault = (method) => {
    for (const rule of rules) {
      if (rule.method !== undefined && rule.method !== method) continue;
      if (rule.times !== undefined && rule.times <= 0) continue;
      if (rule.rate !== undefined && chance() >= rule.rate) continue;
      if (rule.times !== undefined) rule.times -= 1;
      return rule;
    }
    return undefined;
  };
  return { faults, pick };
}

/** Mulberry32: small, even enough for faults. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
