/** The colour of the nth series or slice: six, then again. */
export function seriesColour(index: number): string {
  return `var(--series-${(index % 6) + 1})`;
}
