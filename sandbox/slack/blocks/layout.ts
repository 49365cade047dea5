import { fitsDataTable, hasOneImageSource, hasSome, isRectangular, matchesAxis } from './checks.ts';
import {
  among,
  anyText,
  boolean,
  list,
  markdownText,
  number,
  object,
  plainText,
  positive,
  type Rule,
  type Shape,
  string,
  typed,
  whole,
} from './rules.ts';

const SELECTS = ['static', 'external', 'users', 'channels', 'conversations'].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);
const PICKERS = ['datepicker', 'timepicker', 'checkboxes', 'radio_buttons'];
const PRESSED = ['button', 'overflow', 'workflow_button', ...PICKERS, ...SELECTS];
const TYPED_IN = [
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
  'datetimepicker',
];
const IN_CONTAINERS = [
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'input',
  'rich_text',
  'section',
  'table',
  'video',
];

const block = (
  required: Record<string, Rule>,
  optional: Record<string, Rule> = {},
  check?: Shape['check'],
): Shape => ({
  required,
  optional: { block_id: string(255, 1), ...optional },
  ...(check ? { check } : {}),
});

const axes = {
  series: list(object('series'), 12, 1),
  axis_config: object('axis_config'),
};
const task = {
  title: string(undefined, 1),
  task_id: string(undefined, 1),
};
const taskDetails = {
  status: among('pending', 'in_progress', 'complete', 'error'),
  details: typed('rich_text'),
  output: typed('rich_text'),
  sources: list(typed('url')),
};

/** Layout blocks: docs.slack.dev/reference/block-kit/blocks. */
export const LAYOUT: Record<string, Shape> = {
  section: block(
    {},
    {
      text: anyText(3000),
      fields: list(anyText(2000), 10, 1),
      accessory: typed('image', ...PRESSED),
      expand: boolean,
    },
    hasSome('text', 'fields'),
  ),
  divider: block({}),
  header: block({ text: plainText(150) }),
  context: block({ elements: list(typed('image', 'plain_text', 'mrkdwn'), 10, 1) }),
  actions: block({
    elements: list(typed(...PRESSED, 'datetimepicker', 'rich_text_input'), 25, 1),
  }),
  context_actions: block({ elements: list(typed('feedback_buttons', 'icon_button'), 5, 1) }),
  input: block(
    { label: plainText(2000), element: typed(...TYPED_IN, ...PICKERS, ...SELECTS) },
    { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  ),
  image: block(
    { alt_text: string(2000, 1) },
    { image_url: string(3000, 1), slack_file: object('slack_file'), title: plainText(2000) },
    hasOneImageSource,
  ),
  markdown: block({ text: string(12_000, 1) }),
  file: block({ external_id: string(255, 1), source: among('remote') }),
  video: block(
    {
      alt_text: string(200, 1),
      title: plainText(200),
      thumbnail_url: string(3000, 1),
      video_url: string(3000, 1),
    },
    {
      author_name: string(50),
      description: plainText(200),
      provider_icon_url: string(3000),
      provider_name: string(50),
      title_url: string(3000),
    },
  ),
  table: block(
    { rows: list(list(typed('raw_text', 'raw_number', 'rich_text'), 20, 1), 100, 1) },
    { column_settings: list(object('column_setting'), 20) },
    isRectangular,
  ),
  column_setting: {
    required: {},
    optional: { align: among('left', 'center', 'right'), is_wrapped: boolean },
  },
  data_table: block(
    {
      caption: string(undefined, 1),
      rows: list(list(typed('raw_text', 'raw_number', 'rich_text'), 20, 1), 201, 2),
    },
    { page_size: whole(1, 100), row_header_column_index: whole(0, 19) },
    fitsDataTable,
  ),
  data_visualization: block({
    title: string(50, 1),
    chart: typed('pie', 'bar', 'line', 'area'),
  }),
  pie: { required: { segments: list(object('segment'), 12, 1) }, optional: {} },
  bar: { required: axes, optional: {}, check: matchesAxis },
  line: { required: axes, optional: {}, check: matchesAxis },
  area: { required: axes, optional: {}, check: matchesAxis },
  segment: { required: { label: string(20, 1), value: positive }, optional: {} },
  series: { required: { name: string(20, 1), data: list(object('point'), 20, 1) }, optional: {} },
  point: { required: { label: string(20, 1), value: number }, optional: {} },
  axis_config: {
    required: { categories: list(string(20, 1), 20, 1) },
    optional: { x_label: string(50), y_label: string(50) },
  },
  alert: block(
    { text: anyText(200) },
    { level: among('default', 'info', 'warning', 'error', 'success') },
  ),
  card: block(
    {},
    {
      hero_image: typed('image'),
      icon: typed('image'),
      slack_icon: object('slack_icon'),
      title: markdownText(150),
      subtitle: markdownText(150),
      body: markdownText(200),
      subtext: markdownText(200),
      actions: list(typed('button'), 3, 1),
    },
    hasSome('hero_image', 'title', 'actions', 'body'),
  ),
  carousel: block({ elements: list(typed('card'), 10, 1) }),
  container: block(
    {
      child_blocks: list(
        {
          is: 'typed',
          shapes: { image: 'image', ...Object.fromEntries(IN_CONTAINERS.map((t) => [t, t])) },
        },
        10,
        1,
      ),
    },
    {
      title: plainText(150),
      rich_text_title: typed('rich_text'),
      subtitle: anyText(150),
      width: among('narrow', 'standard', 'wide', 'full'),
      icon: typed('image'),
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    hasSome('title', 'rich_text_title'),
  ),
  task_card: block(task, taskDetails),
  plan: block({ title: string(undefined, 1) }, { tasks: list(object('plan_task')) }),
  plan_task: { required: task, optional: { block_id: string(255, 1), ...taskDetails } },
};
