import { rank, total } from './past.ts';

/** The tests of what is unusual once more, by counting out what the books say. */

type Share = { green: number; red: number };

const choose = (n: number, k: number): bigint => {
  let all = 1n;
  for (let at = 1; at <= k; at += 1) all = (all * BigInt(n - k + at)) / BigInt(at);
  return k < 0 || k > n ? 0n : all;
};

const ratio = (a: bigint, b: bigint): number => Number((a * 10n ** 15n) / b) / 1e15;

/** Fisher: of all tables with these margins, those that are no likelier than the one seen; in whole numbers. */
export function fisher([a, b]: readonly number[], [c, d]: readonly number[]): number {
  const [n, m, good] = [a! + b!, c! + d!, a! + c!];
  const ways = (k: number) => choose(n, k) * choose(m, good - k);
  let [unlikely, all] = [0n, 0n];
  for (let k = 0; k <= n; k += 1) {
    all += ways(k);
    if (ways(k) <= ways(a!)) unlikely += ways(k);
  }
  return ratio(unlikely, all);
}

/** The chances of each number of successes by tossing one coin after the other. */
export function binomial(successes: number, trials: number, p: number): number {
  let chances = [1];
  for (let toss = 0; toss < trials; toss += 1)
    chances = [...chances, 0].map((none, at) => none * (1 - p) + (chances[at - 1] ?? 0) * p);
  const seen = chances[successes]! * (1 + 1e-7);
  return Math.min(1, total(chances.filter((chance) => chance <= seen)));
}

/** Mann and Whitney: U by comparing each with each, its variance by counting ties, the normal tail by adding up slices. */
export function mannWhitney(x: readonly number[], y: readonly number[]): number {
  const [n, m] = [x.length, y.length];
  if (n === 0 || m === 0) return 1;
  let u = 0;
  for (const a of x) for (const b of y) u += a > b ? 1 : a === b ? 0.5 : 0;
  const all = [...x, ...y];
  const ties = [...new Set(all)].map((value) => all.filter((other) => other === value).length);
  const tied = total(ties.map((t) => t ** 3 - t)) / ((n + m) * (n + m - 1));
  const variance = ((n * m) / 12) * (n + m + 1 - tied);
  if (variance <= 0) return 1;
  const z = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / Math.sqrt(variance);
  const width = 1e-3;
  let tail = 0;
  for (let at = z; at < z + 9; at += width)
    tail += (Math.exp(-((at + width / 2) ** 2) / 2) / Math.sqrt(2 * Math.PI)) * width;
  return Math.min(1, 2 * tail);
}

/** How much more green varies from day to day than if each run were tossed by itself. */
function streaks(days: readonly Share[]): number {
  const ran = days.filter(({ green, red }) => green + red > 0);
  const runs = total(ran.map(({ green, red }) => green + red));
  const p = total(ran.map(({ green }) => green)) / runs;
  if (ran.length < 2 || p === 0 || p === 1) return 1;
  let spread = 0;
  for (const { green, red } of ran) spread += (green - p * (green + red)) ** 2;
  const observed = (spread * ran.length) / (ran.length - 1) / runs ** 2;
  return Math.max(1, observed / ((p * (1 - p)) / runs));
}

export function shareChance(days: readonly Share[], now: Share): number | null {
  const before = { green: total(days.map((d) => d.green)), red: total(days.map((d) => d.red)) };
  const [n, m] = [now.green + now.red, before.green + before.red];
  if (n < 8 || m < 20) return null;
  if (Math.abs(now.green / n - before.green / m) < 0.05) return 1;
  const effect = Math.max(streaks(days), (n + m) / 4_000);
  const shrunk = ({ green, red }: Share) => [Math.round(green / effect), Math.round(red / effect)];
  return fisher(shrunk(now), shrunk(before));
}

/** Whether a count lies so near a half that the last digit of a number decides how it is rounded. */
export function isTie(days: readonly Share[], now: Share): boolean {
  const before = { green: total(days.map((d) => d.green)), red: total(days.map((d) => d.red)) };
  const all = [now, before].flatMap(({ green, red }) => [green, red]);
  const effect = Math.max(streaks(days), total(all) / 4_000);
  return all.some((many) => Math.abs(((many / effect) % 1) - 0.5) < 1e-9);
}

export function timeChance(before: readonly number[], now: readonly number[]): number | null {
  if (now.length < 8 || before.length < 20) return null;
  const [was, is] = [rank(before, 0.5)!, rank(now, 0.5)!];
  if (Math.abs(is - was) < Math.max(10_000, 0.15 * was)) return 1;
  return mannWhitney(before, now);
}

type Events = { count: number; ms: number };

export function rateChance(before: Events & { daily: readonly number[] }, now: Events) {
  const all = before.count + now.count;
  if (all < 5 || before.ms <= 0 || now.ms <= 0) return null;
  const [was, is] = [before.count / before.ms, now.count / now.ms];
  if (is < 1.5 * was && was < 1.5 * is) return 1;
  const mean = total(before.daily) / before.daily.length;
  const squares = total(before.daily.map((count) => (count - mean) ** 2));
  const clusters =
    before.daily.length < 2 || mean === 0 ? 1 : squares / (before.daily.length - 1) / mean;
  const shrink = Math.max(1, clusters, all / 4_000);
  const share = now.ms / (now.ms + before.ms);
  return binomial(Math.round(now.count / shrink), Math.round(all / shrink), share);
}

/** Benjamini and Hochberg: of all levels at which one would be called out, the least. */
export function corrected(chances: readonly (number | null)[]): (number | null)[] {
  const told = chances.filter((p) => p !== null);
  return chances.map((p) => {
    if (p === null) return null;
    const levels = told
      .filter((other) => other >= p)
      .map((other) => (other * told.length) / told.filter((one) => one <= other).length);
    return Math.min(1, ...levels);
  });
}
