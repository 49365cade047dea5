import type { Sample } from './sample.ts';

/** Tests of statistics, each answering the two-sided chance of so large a difference by luck alone. */

/** Of two samples by their [successes, failures]: Fisher's exact test. */
export function fisherTest(a: readonly [number, number], b: readonly [number, number]): number {
  const [n, m] = [a[0] + a[1], b[0] + b[1]];
  const good = a[0] + b[0];
  const chance = (k: number) => Math.exp(choose(n, k) + choose(m, good - k) - choose(n + m, good));
  return asExtreme(chance, a[0], [Math.max(0, good - m), Math.min(n, good)]);
}

/** Of so many successes in so many trials, each with that chance: the exact test. */
export function binomialTest(successes: number, trials: number, p: number): number {
  const chance = (k: number) =>
    Math.exp(choose(trials, k) + k * Math.log(p) + (trials - k) * Math.log1p(-p));
  return asExtreme(chance, successes, [0, trials]);
}

const mostRanked = 2_000;

/**
 * Of two samples: Mann and Whitney's U, by the normal approximation with corrections for
 * ties and continuity. Of a larger sample, 2,000 values evenly spread over its order stand for it,
 * which only makes the test slower to speak.
 */
export function mannWhitney(a: Sample, b: Sample): number {
  const [x, y] = [thinned(a), thinned(b)];
  const [n, m] = [x.length, y.length];
  if (n === 0 || m === 0) return 1;
  let [i, j, below, ties] = [0, 0, 0, 0];
  let ranks = 0;
  while (i < n || j < m) {
    const value = Math.min(x[i] ?? Number.POSITIVE_INFINITY, y[j] ?? Number.POSITIVE_INFINITY);
    const [fromI, fromJ] = [i, j];
    while (i < n && x[i] === value) i += 1;
    while (j < m && y[j] === value) j += 1;
    const equal = i - fromI + (j - fromJ);
    ranks += (i - fromI) * (below + (equal + 1) / 2);
    below += equal;
    ties += equal ** 3 - equal;
  }
  const u = ranks - (n * (n + 1)) / 2;
  const all = n + m;
  const variance = ((n * m) / 12) * (all + 1 - ties / (all * (all - 1)));
  if (variance <= 0) return 1;
  const z = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / Math.sqrt(variance);
  return Math.min(1, erfc(z / Math.SQRT2));
}

function thinned(sample: Sample): Sample {
  if (sample.length <= mostRanked) return sample;
  const step = sample.length / mostRanked;
  const places = { length: mostRanked };
  return Float64Array.from(places, (_, at) => sample[Math.floor((at + 0.5) * step)] ?? 0);
}

/** The chances of all that is no likelier than what was seen, summed. */
function asExtreme(
  chance: (k: number) => number,
  seen: number,
  [least, most]: readonly [number, number],
): number {
  const limit = chance(seen) * (1 + 1e-7);
  let total = 0;
  for (let k = least; k <= most; k += 1) {
    const p = chance(k);
    if (p <= limit) total += p;
  }
  return Math.min(1, total);
}

/** The logarithm of n over k. */
const choose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/** Lanczos' approximation with g = 7 and nine terms; good to some fifteen digits. */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const z = x - 1;
  const base = z + 7.5;
  const series = terms.reduce((total, term, at) => total + term / (z + at + 1), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(series);
}

/** The complementary error function, with an error below 1.2e-7 of the value (Numerical Recipes, 6.2). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  const terms = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418,
    0.37409196, 1.00002368, -1.26551223,
  ];
  const exponent = terms.reduce((total, term) => total * t + term, 0);
  return t * Math.exp(-x * x + exponent);
}
