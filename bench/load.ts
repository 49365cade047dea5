import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { median, type Row } from './row.ts';

/** Requests a second, the 99th percentile of their latency in ms, and how many were answered. */
export type Load = { rate: number; p99: number; count: number };

const connections = 50;

/**
 * Sends these requests, in turn and as fast as they are answered.
 *
 * @throws where one is refused or fails: an error is answered faster than work is done
 */
export async function load(
  url: string,
  seconds: number,
  requests: autocannon.Request[],
): Promise<Load> {
  const result = await autocannon({ url, connections, duration: seconds, requests });
  if (result.non2xx + result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  return { rate: result.requests.average, p99: result.latency.p99, count: result['2xx'] };
}

type Sides<T> = { ours: T; peer: T };

/** Both sides, and the middle of what each pair of rounds gave as `ours / peer`. */
export type Comparison = Sides<Load> & { ratio: Pick<Load, 'rate' | 'p99'> };

/**
 * Measures two in pairs, who begins taking turns (A B, B A …), so that what else the machine does falls on both. A
 * ratio is of one pair and the middle of all: one bad moment spoils one pair. Answers the medians, and the counts in all.
 *
 * @param restMs before each, so that what one leaves to be done falls on neither
 */
export async function alternately(
  { rounds, restMs = 0 }: { rounds: number; restMs?: number },
  sides: Sides<() => Promise<Load>>,
): Promise<Comparison> {
  const rested = async (measure: () => Promise<Load>): Promise<Load> => {
    await sleep(restMs);
    return measure();
  };
  const [ours, peer] = [() => rested(sides.ours), () => rested(sides.peer)];
  const pairs: Sides<Load>[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) pairs.push({ ours: await ours(), peer: await peer() });
    else pairs.push({ peer: await peer(), ours: await ours() });
  }
  const ratio = (of: 'rate' | 'p99') =>
    median(pairs.map((pair) => Math.max(1, pair.ours[of]) / Math.max(1, pair.peer[of])));
  return {
    ours: middle(pairs.map((pair) => pair.ours)),
    peer: middle(pairs.map((pair) => pair.peer)),
    ratio: { rate: ratio('rate'), p99: ratio('p99') },
  };
}

const middle = (loads: readonly Load[]): Load => ({
  rate: median(loads.map((one) => one.rate)),
  p99: median(loads.map((one) => one.p99)),
  count: loads.reduce((sum, one) => sum + one.count, 0),
});

/** Throughput at least, and p99 at most, so many times the peer's. */
export function compared(
  { what, bars }: { what: string; bars: Pick<Load, 'rate' | 'p99'> },
  { ours, peer, ratio }: Comparison,
): Row[] {
  return [
    {
      name: `${what}: throughput`,
      measured: `${Math.round(ours.rate)}/s`,
      peer: `${Math.round(peer.rate)}/s`,
      ratio: ratio.rate,
      bar: `≥ ${bars.rate}`,
      ok: ratio.rate >= bars.rate,
    },
    {
      name: `${what}: p99`,
      measured: `${ours.p99} ms`,
      peer: `${peer.p99} ms`,
      ratio: ratio.p99,
      bar: `≤ ${bars.p99}`,
      ok: ratio.p99 <= bars.p99,
    },
  ];
}
