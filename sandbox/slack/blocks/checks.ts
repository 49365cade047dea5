import type { Json } from '../wire.ts';
import type { Say } from './rules.ts';

const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const entry = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};

/** Everything that a menu offers, groups or not. */
function offered(node: Json): unknown[] {
  const grouped = items(node['option_groups']).flatMap((group) => items(entry(group)['options']));
  return [...items(node['options']), ...grouped].map((option) => entry(option)['value']);
}

export function initialIsOffered(node: Json, say: Say): void {
  const values = offered(node);
  const initial = node['initial_option'] === undefined ? [] : [node['initial_option']];
  const wrong = [...initial, ...items(node['initial_options'])].some(
    (option) => !values.includes(entry(option)['value']),
  );
  if (wrong) say('/initial_option', 'must match one of the provided options');
}

export function hasOneChoiceSource(node: Json, say: Say): void {
  if ((node['options'] === undefined) === (node['option_groups'] === undefined)) {
    say('', 'must provide exactly one of: options, option_groups');
    return;
  }
  initialIsOffered(node, say);
}

const LOCAL = /^https?:\/\/(localhost|127\.|10\.|192\.168\.|\[::1\])/i;

/** Slack fetches an image when it is posted, and cannot reach a private address. */
export function hasOneImageSource(node: Json, say: Say): void {
  const url = node['image_url'];
  if ((url === undefined) === (node['slack_file'] === undefined)) {
    say('', 'must provide exactly one of: image_url, slack_file');
    return;
  }
  if (typeof url !== 'string') return;
  if (!/^https?:\/\//i.test(url)) say('/image_url', 'must be a valid url');
  else if (LOCAL.test(url)) say('/image_url', 'downloading image failed');
}

export const hasOrderedRange = (low: string, high: string) => (node: Json, say: Say) => {
  const [from, to] = [node[low], node[high]].map((value) =>
    value === undefined ? Number.NaN : Number(value),
  );
  if (from !== undefined && to !== undefined && from > to) {
    say(`/${low}`, `must not be more than ${high}`);
  }
};

/** At least one of several fields, for blocks that may be built in more than one way. */
export const hasSome =
  (...fields: string[]) =>
  (node: Json, say: Say): void => {
    if (fields.every((field) => node[field] === undefined)) {
      say('', `missing required field: ${fields.join(' or ')}`);
    }
  };

/** Rows of one length, at most 20 columns, and no more settings than columns. */
export function isRectangular(node: Json, say: Say): void {
  const widths = new Set(items(node['rows']).map((row) => items(row).length));
  if (widths.size > 1) say('/rows', 'all rows must have the same number of cells');
  const width = Math.max(0, ...widths);
  if (items(node['column_settings']).length > width) {
    say('/column_settings', 'must not have more items than there are columns');
  }
  const header = node['row_header_column_index'];
  if (typeof header === 'number' && header >= width) {
    say('/row_header_column_index', 'must be the index of a column');
  }
}

/** A data table holds 20,000 characters of cell text in all. */
export function fitsDataTable(node: Json, say: Say): void {
  isRectangular(node, say);
  if (textLength(node['rows']) > 20_000) say('/rows', 'must be less than 20001 characters in all');
}

/** The length of every `text` string below a node. */
export function textLength(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, item) => sum + textLength(item), 0);
  if (typeof node !== 'object' || node === null) return 0;
  return Object.entries(node).reduce(
    (sum, [key, value]) =>
      sum + (key === 'text' && typeof value === 'string' ? value.length : textLength(value)),
    0,
  );
}

/** Series have names of their own, and a point for every category in their order. */
export function matchesAxis(node: Json, say: Say): void {
  const categories = items(entry(node['axis_config'])['categories']);
  const names = items(node['series']).map((series) => entry(series)['name']);
  if (new Set(names).size < names.length) say('/series', 'series names must be unique');
  items(node['series']).forEach((series, index) => {
    const labels = items(entry(series)['data']).map((point) => entry(point)['label']);
    const same =
      labels.length === categories.length && labels.every((l, at) => l === categories[at]);
    if (!same) say(`/series/${index}/data`, 'labels must match axis_config categories');
  });
}
