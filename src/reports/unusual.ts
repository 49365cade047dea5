import { quantile, type Sample, sum } from './sample.ts';
import { binomialTest, fisherTest, mannWhitney } from './tests.ts';

/**
 * Whether a number went beyond its usual range: a test against the four weeks before, a difference
 * that is worth a word, and a correction for having looked at many numbers. A mere difference is not
 * enough; neither is one that only a great many runs make certain.
 */

export type Share = { green: number; red: number };

/** The chance of so large a difference where nothing changed; null where too little was seen to say. */
export type Chance = number | null;

const enoughRuns = { now: 8, before: 20 };
const worthShare = 0.05;
const enoughTimes = { now: 8, before: 20 };
const worthTime = { share: 0.15, ms: 10_000 };
const enoughEvents = 5;
/** Beyond so many observations the exact tests take long and decide nothing that fewer would not. */
const enoughForAll = 4_000;
/** Half as often again, or a third less often. */
const worthRate = 1.5;

/**
 * Shares of green: Fisher's exact test (1935) on counts divided by the design effect, after Rao and
 * Scott (1992, Biometrics 48:577), since reds come in streaks: thirty red runs in one afternoon are
 * nearer to one observation than to thirty. The design effect is estimated from the days before.
 */
export function shareShift(days: readonly Share[], now: Share): Chance {
  const before = { green: sum(days.map((d) => d.green)), red: sum(days.map((d) => d.red)) };
  const [n, m] = [now.green + now.red, before.green + before.red];
  if (n < enoughRuns.now || m < enoughRuns.before) return null;
  if (Math.abs(now.green / n - before.green / m) < worthShare) return 1;
  const effect = Math.max(designEffect(days), (n + m) / enoughForAll);
  const [a, b] = [scale(now, effect), scale(before, effect)];
  return fisherTest([a.green, a.red], [b.green, b.red]);
}

/**
 * Spans of time: the Mann–Whitney U test (1947), which asks nothing of how they are distributed, and
 * a difference of the medians of at least 15 % and 10 s.
 */
export function timeShift(before: Sample, now: Sample): Chance {
  if (now.length < enoughTimes.now || before.length < enoughTimes.before) return null;
  const [was, is] = [quantile(before, 0.5) ?? 0, quantile(now, 0.5) ?? 0];
  const apart = Math.abs(is - was);
  if (apart < worthTime.ms || apart < was * worthTime.share) return 1;
  return mannWhitney(before, now);
}

export type Events = { count: number; ms: number };

/**
 * How often something happens: the conditional test of two Poisson rates (Przyborowski and Wilenski
 * 1940), on counts divided by the variance-to-mean ratio of the days before, since they come in
 * clusters.
 */
export function rateShift(before: Events & { daily: readonly number[] }, now: Events): Chance {
  const all = before.count + now.count;
  if (all < enoughEvents || before.ms <= 0 || now.ms <= 0) return null;
  const [was, is] = [before.count / before.ms, now.count / now.ms];
  if (Math.max(was, is) < worthRate * Math.min(was, is)) return 1;
  const cluster = Math.max(clustering(before.daily), all / enoughForAll);
  const trials = Math.round(all / cluster);
  return binomialTest(Math.round(now.count / cluster), trials, now.ms / (now.ms + before.ms));
}

/**
 * Of many chances, corrected so that of all that is called unusual at most a share of that size is a
 * false alarm: Benjamini and Hochberg (1995), as adjusted values in the order given. What was too
 * little to say counts for nothing.
 */
export function adjusted(chances: readonly Chance[]): Chance[] {
  const ranked = chances
    .flatMap((p, at) => (p === null ? [] : [{ p, at }]))
    .sort((a, b) => b.p - a.p);
  const result: Chance[] = chances.map(() => null);
  let least = 1;
  for (const [place, { p, at }] of ranked.entries()) {
    least = Math.min(least, (p * ranked.length) / (ranked.length - place));
    result[at] = least;
  }
  return result;
}

/** How much more the days' shares vary than by chance; at least 1. */
function designEffect(days: readonly Share[]): number {
  const some = days.filter((day) => day.green + day.red > 0);
  const n = sum(some.map((day) => day.green + day.red));
  const p = sum(some.map((day) => day.green)) / n;
  if (some.length < 2 || p === 0 || p === 1) return 1;
  const squares = some.map((day) => (day.green - (day.green + day.red) * p) ** 2);
  const variance = (some.length / (some.length - 1)) * (sum(squares) / n ** 2);
  return Math.max(1, (n * variance) / (p * (1 - p)));
}

const scale = ({ green, red }: Share, effect: number): Share => ({
  green: Math.round(green / effect),
  red: Math.round(red / effect),
});

/** Variance by mean of counts; 1 where they come independently of one another. */
function clustering(counts: readonly number[]): number {
  const mean = sum(counts) / counts.length;
  if (counts.length < 2 || mean === 0) return 1;
  const variance = sum(counts.map((count) => (count - mean) ** 2)) / (counts.length - 1);
  return Math.max(1, variance / mean);
}
