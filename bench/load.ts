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

/** Measures two in turns (A B A B), so that what else the machine does falls on both. Answers the medians, and the counts in all. */
export async function alternately(
  rounds: number,
  { ours, peer }: Sides<() => Promise<Load>>,
): Promise<Sides<Load>> {
  const loads: Sides<Load[]> = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round++) {
    loads.ours.push(await ours());
    loads.peer.push(await peer());
  }
  return { ours: middle(loads.ours), peer: middle(loads.peer) };
}

const middle = (loads: readonly Load[]): Load => ({
  rate: median(loads.map((one) => one.rate)),
  p99: median(loads.map((one) => one.p99)),
  count: loads.reduce((sum, one) => sum + one.count, 0),
});

/** Throughput at least, and p99 at most, so many times the peer's. */
export function compared(
  { what, bars }: { what: string; bars: Pick<Load, 'rate' | 'p99'> },
  { ours, peer }: Sides<Load>,
): Row[] {
  const rate = ours.rate / peer.rate;
  const p99 = ours.p99 / peer.p99;
  return [
    {
      name: `${what}: throughput`,
      measured: `${Math.round(ours.rate)}/s`,
      peer: `${Math.round(peer.rate)}/s`,
      ratio: rate,
      bar: `≥ ${bars.rate}`,
      ok: rate >= bars.rate,
    },
    {
      name: `${what}: p99`,
      measured: `${ours.p99} ms`,
      peer: `${peer.p99} ms`,
      ratio: p99,
      bar: `≤ ${bars.p99}`,
      ok: p99 <= bars.p99,
    },
  ];
}
