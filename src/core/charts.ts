import type { Block } from './blocks.ts';
import { cut } from './text.ts';

/**
 * Slack's native charts (`data_visualization`), with its limits kept by construction: 12 series or
 * segments, 20 categories, names of 20 characters that differ, a title of 50, two charts in a message.
 * The posts loop leaves them out where a workspace refuses them (slack/plainer.ts): say the same in words.
 */

/** One value for each category: Slack draws no gaps. */
export type Series = { name: string; values: readonly number[] };

type Drawing = {
  title: string;
  categories: readonly string[];
  series: readonly Series[];
  /** What the values are, as `Minutes`. */
  yLabel?: string;
};

export const chartsInMessage = 2;
const most = { series: 12, categories: 20, name: 20, title: 50, label: 50 };

export const lineChart = (drawing: Drawing): Block => plane('line', drawing);
export const barChart = (drawing: Drawing): Block => plane('bar', drawing);

/** Shares of a whole; what is past eleven of them is taken together, what is not above zero left out. */
export function pieChart(title: string, parts: readonly { label: string; value: number }[]): Block {
  const largest = parts.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  const rest = largest.slice(most.series - 1);
  const all =
    rest.length > 1
      ? [
          ...largest.slice(0, most.series - 1),
          { label: 'Others', value: rest.reduce((sum, { value }) => sum + value, 0) },
        ]
      : largest;
  const labels = distinct(all.map(({ label }) => label));
  const segments = all.map(({ value }, index) => ({ label: labels[index], value: round(value) }));
  return chart(title, { type: 'pie', segments: segments.filter(({ value }) => value > 0) });
}

/** The newest categories are kept where there are too many. */
function plane(type: 'line' | 'bar', { title, series, yLabel, ...drawing }: Drawing): Block {
  const from = Math.max(0, drawing.categories.length - most.categories);
  const categories = distinct(drawing.categories.slice(from));
  const names = distinct(series.map(({ name }) => name));
  const drawn = series.slice(0, most.series).map(({ values }, index) => ({
    name: names[index],
    data: categories.map((label, at) => ({ label, value: round(values[from + at] ?? 0) })),
  }));
  return chart(title, {
    type,
    series: drawn,
    axis_config: { categories, ...(yLabel ? { y_label: cut(yLabel, most.label) } : {}) },
  });
}

const chart = (title: string, drawing: object): Block => ({
  type: 'data_visualization',
  title: cut(title, most.title),
  chart: drawing,
});

/** Two decimals: nobody sees more in a picture. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** Short enough, and no two alike: categories are told apart by their names. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((given) => {
    const name = cut(given.trim() || '–', most.name);
    let unique = name;
    for (let nth = 2; taken.has(unique); nth += 1) {
      const end = ` ${nth}`;
      unique = `${cut(name, most.name - end.length)}${end}`;
    }
    taken.add(unique);
    return unique;
  });
}
