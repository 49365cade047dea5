import type { KnownBlock } from '@slack/types';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];
const series = (name: string, values: readonly number[]) => ({
  name,
  data: days.map((label, index) => ({ label, value: values[index] ?? 0 })),
});
const cartesian = (type: 'line' | 'bar' | 'area', title: string) => ({
  type: 'data_visualization',
  title,
  chart: {
    type,
    series: [series('acme/api', [96, 91, 88, 97, 99]), series('acme/web', [90, 92, 85, 80, 94])],
    axis_config: { categories: days, x_label: 'Day', y_label: 'Passed, %' },
  },
});
const cell = (text: string) => ({ type: 'raw_text', text }) as const;
const count = (value: number) => ({ type: 'raw_number', value, text: String(value) }) as const;

/** A digest with one of each block that a report may hold; two charts at most in one message. */
export const digest = [
  { type: 'header', text: { type: 'plain_text', text: 'Digest of Monday :bar_chart:' } },
  cartesian('line', 'Pass rate'),
  {
    type: 'data_visualization',
    title: 'Causes',
    chart: {
      type: 'pie',
      segments: [
        { label: 'Test', value: 12 },
        { label: 'Network', value: 5 },
        { label: 'Lint', value: 3 },
      ],
    },
  },
  {
    type: 'data_table',
    caption: 'Slowest jobs',
    page_size: 3,
    row_header_column_index: 0,
    rows: [
      [cell('Job'), cell('Minutes')],
      ...[7, 31, 12, 4, 22].map((minutes, index) => [cell(`job ${index + 1}`), count(minutes)]),
    ],
  },
  {
    type: 'container',
    title: { type: 'plain_text', text: 'Per team' },
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Dev: *94 %*' } }],
  },
  {
    type: 'card',
    title: { type: 'mrkdwn', text: 'Flakiest test' },
    body: { type: 'mrkdwn', text: '`cart.test.ts` failed 7 times on 3 commits.' },
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'Mend the cart test' }] },
        ],
      },
    ],
  },
] as unknown as KnownBlock[];

/** More charts, and GitHub's Markdown. */
export const appendix = [
  cartesian('bar', 'Runs'),
  cartesian('area', 'Minutes'),
  { type: 'markdown', text: '## Notes\n\n- **one** of `two`\n' },
] as unknown as KnownBlock[];
