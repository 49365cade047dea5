/** Where values fall on a chart: plain arithmetic, apart from the drawing. */

/** Round numbers from zero to just above the greatest value, about `wanted` steps apart. */
export function ticks(least: number, greatest: number, wanted = 4): number[] {
  const low = Math.min(0, least);
  const span = Math.max(greatest, 0) - low || 1;
  const step = roundStep(span / wanted);
  const from = Math.floor(low / step);
  const to = Math.max(from + 1, Math.ceil(Math.max(greatest, 0) / step));
  return Array.from({ length: to - from + 1 }, (_, index) => tidy((from + index) * step));
}

/** `1200` as `1.2k`, `0.05` as `0.05`. */
export function shortNumber(value: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 }).format(
    value,
  );
}

/** The share of a pie that a slice takes, drawn as an SVG path from `from` to `to` (0 to 1). */
export function slicePath(from: number, to: number, radius: number, hole: number): string {
  const end = Math.min(to, from + 0.99999);
  const point = (share: number, r: number) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${(Math.cos(angle) * r).toFixed(2)} ${(Math.sin(angle) * r).toFixed(2)}`;
  };
  const large = end - from > 0.5 ? 1 : 0;
  return [
    `M${point(from, radius)}`,
    `A${radius} ${radius} 0 ${large} 1 ${point(end, radius)}`,
    `L${point(end, hole)}`,
    `A${hole} ${hole} 0 ${large} 0 ${point(from, hole)}Z`,
  ].join('');
}

/**
 * For a line, whose height means nothing by itself: where the values lie close together far from zero,
 * the marks begin just below the least of them, so that one sees it rise and fall.
 */
export function lineTicks(least: number, greatest: number, wanted = 4): number[] {
  if (least <= greatest / 2 || least === greatest) return ticks(least, greatest, wanted);
  const step = roundStep((greatest - least) / wanted);
  const from = Math.floor(least / step);
  const to = Math.max(from + 1, Math.ceil(greatest / step));
  return Array.from({ length: to - from + 1 }, (_, index) => tidy((from + index) * step));
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const fitting = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough);
  return (fitting ?? 10) * power;
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
