/** One broken block or view for each rule of Block Kit, by the name that the corpus gives it. */

type Thing = Record<string, unknown> & { type: string };
type Broken =
  | { block: Thing; says: RegExp; surface?: 'modal' }
  | { view: Record<string, unknown>; says: RegExp };

const x = (length: number): string => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const times = <Item>(count: number, item: Item): Item[] =>
  Array.from({ length: count }, () => item);
const option = (more: object = {}) => ({ text: plain('One'), value: 'one', ...more });
const cell = (text: string) => ({ type: 'raw_text', text });

const INPUTS =
  /^(plain_text_input|email_text_input|url_text_input|number_input|rich_text_input|file_input)$/;

/** Puts an element or a text where it may stand on a message. */
export function inBlock(element: Thing): Thing {
  if (INPUTS.test(element.type)) return { type: 'input', label: plain('Label'), element };
  if (element.type === 'image') return { type: 'context', elements: [element] };
  if (element.type === 'url') {
    return { type: 'task_card', task_id: 't', title: 'Task', sources: [element] };
  }
  if (/^(plain_text|mrkdwn)$/.test(element.type)) return { type: 'section', text: element };
  if (/^(feedback_buttons|icon_button)$/.test(element.type)) {
    return { type: 'context_actions', elements: [element] };
  }
  return { type: 'actions', elements: [element] };
}

const tooLong = (max: number): RegExp => new RegExp(`^must be less than ${max + 1} characters$`);
const tooMany = (max: number): RegExp => new RegExp(`^no more than ${max} items allowed$`);
const tooFew = /^no fewer than \d+ items allowed$/;
const empty = /^must be more than 0 characters$/;

const button = (more: object, says: RegExp): Broken => ({
  block: inBlock({ type: 'button', text: plain('Go'), ...more }),
  says,
});
const confirm = (more: object, says: RegExp): Broken =>
  button(
    {
      confirm: {
        title: plain('t'),
        text: plain('t'),
        confirm: plain('y'),
        deny: plain('n'),
        ...more,
      },
    },
    says,
  );
const element = (type: string, more: object, says: RegExp): Broken => ({
  block: inBlock({ type, ...more }),
  says,
});
const select = (more: object, says: RegExp): Broken => element('static_select', more, says);
const block = (type: string, more: object, says: RegExp): Broken => ({
  block: { type, ...more },
  says,
});
const video = (more: object, says: RegExp): Broken =>
  block(
    'video',
    {
      alt_text: 'alt',
      title: plain('Title'),
      thumbnail_url: 'https://example.com/t.png',
      video_url: 'https://example.com/v.mp4',
      ...more,
    },
    says,
  );
const view = (more: object, says: RegExp): Broken => ({
  view: {
    type: 'modal',
    title: plain('Title'),
    blocks: [{ type: 'divider' }],
    ...more,
  },
  says,
});
const card = (more: object, says: RegExp): Broken =>
  block('card', { title: mrkdwn('t'), ...more }, says);
const container = (more: object, says: RegExp): Broken =>
  block('container', { title: plain('t'), child_blocks: [{ type: 'divider' }], ...more }, says);
const feedback = (more: object, says: RegExp): Broken =>
  element(
    'feedback_buttons',
    {
      positive_button: { text: plain('Good'), value: 'good', ...more },
      negative_button: { text: plain('Bad'), value: 'bad' },
    },
    says,
  );
const table = (more: object, says: RegExp): Broken =>
  block('table', { rows: [[cell('a')]], ...more }, says);
const dataTable = (more: object, says: RegExp): Broken =>
  block('data_table', { caption: 'c', rows: [[cell('h')], [cell('v')]], ...more }, says);
const chart = (value: object, says: RegExp, title = 'Title'): Broken =>
  block('data_visualization', { title, chart: value }, says);
const pie = (segments: unknown, says: RegExp): Broken => chart({ type: 'pie', segments }, says);
const segment = { label: 'green', value: 1 };
const labels = (count: number) => Array.from({ length: count }, (_each, at) => `l${at}`);
const points = (names: string[]) => names.map((label) => ({ label, value: 1 }));
const line = (series: unknown, categories: string[], says: RegExp, more: object = {}): Broken =>
  chart({ type: 'line', series, axis_config: { categories, ...more } }, says);
const series = (name: string, names = ['a']) => ({ name, data: points(names) });

export const BROKEN: Record<string, Broken> = {
  'text-empty': block('section', { text: mrkdwn('') }, empty),
  'text-too-long': block('context', { elements: [mrkdwn(x(3001))] }, tooLong(3000)),
  'button-action-id-too-long': button({ action_id: x(256) }, tooLong(255)),
  'button-text-too-long': button({ text: plain(x(76)) }, tooLong(75)),
  'button-url-too-long': button({ url: `https://e.com/${x(3000)}` }, tooLong(3000)),
  'button-value-too-long': button({ value: x(2001) }, tooLong(2000)),
  'button-accessibility-label-too-long': button({ accessibility_label: x(76) }, tooLong(75)),
  'confirmation-title-too-long': confirm({ title: plain(x(101)) }, tooLong(100)),
  'confirmation-text-too-long': confirm({ text: plain(x(301)) }, tooLong(300)),
  'confirmation-confirm-too-long': confirm({ confirm: plain(x(31)) }, tooLong(30)),
  'confirmation-deny-too-long': confirm({ deny: plain(x(31)) }, tooLong(30)),
  'option-text-too-long': select({ options: [option({ text: plain(x(76)) })] }, tooLong(75)),
  'option-value-too-long': select({ options: [option({ value: x(151) })] }, tooLong(150)),
  'option-url-too-long': element(
    'overflow',
    { options: [option({ url: '😀'.repeat(3001) })] },
    tooLong(3000),
  ),
  'option-description-too-long': select(
    { options: [option({ description: plain(x(76)) })] },
    tooLong(75),
  ),
  'option-group-label-too-long': select(
    { option_groups: [{ label: plain(x(76)), options: [option()] }] },
    tooLong(75),
  ),
  'option-group-empty': select({ option_groups: [{ label: plain('g'), options: [] }] }, tooFew),
  'option-group-too-many-options': select(
    { option_groups: [{ label: plain('g'), options: times(101, option()) }] },
    tooMany(100),
  ),
  'select-placeholder-too-long': select(
    { options: [option()], placeholder: plain(x(151)) },
    tooLong(150),
  ),
  'select-too-many-options': select({ options: times(101, option()) }, tooMany(100)),
  'select-too-many-option-groups': select(
    { option_groups: times(101, { label: plain('g'), options: [option()] }) },
    tooMany(100),
  ),
  'overflow-empty': element('overflow', { options: [] }, tooFew),
  'overflow-too-many-options': element('overflow', { options: times(6, option()) }, tooMany(5)),
  'checkboxes-empty': element('checkboxes', { options: [] }, tooFew),
  'checkboxes-too-many-options': element(
    'checkboxes',
    { options: times(11, option()) },
    tooMany(10),
  ),
  'radio-buttons-empty': element('radio_buttons', { options: [] }, tooFew),
  'radio-buttons-too-many-options': element(
    'radio_buttons',
    { options: times(11, option()) },
    tooMany(10),
  ),
  'url-source-url-empty': element('url', { url: '', text: 't' }, empty),
  'url-source-url-too-long': element('url', { url: x(3001), text: 't' }, tooLong(3000)),
  'table-too-many-rows': table({ rows: times(101, [cell('a')]) }, tooMany(100)),
  'table-ragged-rows': table(
    { rows: [[cell('a')], [cell('a'), cell('b')]] },
    /same number of cells/,
  ),
  'table-column-settings-mismatch': table(
    { column_settings: [{}, {}] },
    /more items than there are/,
  ),
  'file-input-max-files-too-small': element('file_input', { max_files: 0 }, /at least 1/),
  'file-input-max-files-too-large': element('file_input', { max_files: 11 }, /at most 10/),
  'plain-text-input-max-length-too-large': element(
    'plain_text_input',
    { max_length: 3001 },
    /at most 3000/,
  ),
  'actions-too-many-elements': block(
    'actions',
    { elements: times(26, { type: 'button', text: plain('Go') }) },
    tooMany(25),
  ),
  'context-too-many-elements': block('context', { elements: times(11, mrkdwn('x')) }, tooMany(10)),
  'header-text-too-long': block('header', { text: plain(x(151)) }, tooLong(150)),
  'image-url-too-long': block(
    'image',
    { alt_text: 'a', image_url: `https://e.com/${x(3000)}` },
    tooLong(3000),
  ),
  'image-alt-text-too-long': block(
    'image',
    { alt_text: x(2001), image_url: 'https://e.com/i.png' },
    tooLong(2000),
  ),
  'image-on-a-private-address': block(
    'image',
    { alt_text: 'a', image_url: 'http://127.0.0.1:8080/i.png' },
    /downloading image failed/,
  ),
  'input-label-too-long': block(
    'input',
    { label: plain(x(2001)), element: { type: 'plain_text_input' } },
    tooLong(2000),
  ),
  'input-hint-too-long': block(
    'input',
    { label: plain('l'), hint: plain(x(2001)), element: { type: 'plain_text_input' } },
    tooLong(2000),
  ),
  'markdown-empty': block('markdown', { text: '' }, empty),
  'markdown-too-long': block(
    'markdown',
    { text: x(12_001) },
    /^(markdown )?must be less than 12001 characters/,
  ),
  'section-text-too-long': block('section', { text: mrkdwn(x(3001)) }, tooLong(3000)),
  'section-too-many-fields': block('section', { fields: times(11, mrkdwn('x')) }, tooMany(10)),
  'section-field-too-long': block('section', { fields: [mrkdwn(x(2001))] }, tooLong(2000)),
  'section-missing-content': block('section', {}, /missing required field: text or fields/),
  'video-alt-text-empty': video({ alt_text: '' }, empty),
  'video-alt-text-too-long': video({ alt_text: x(201) }, tooLong(200)),
  'video-title-too-long': video({ title: plain(x(201)) }, tooLong(200)),
  'video-author-name-too-long': video({ author_name: x(51) }, tooLong(50)),
  'video-description-too-long': video({ description: plain(x(201)) }, tooLong(200)),
  'video-provider-name-too-long': video({ provider_name: x(51) }, tooLong(50)),
  'view-missing-blocks': view({ blocks: [] }, tooFew),
  'view-too-many-blocks': view({ blocks: times(101, { type: 'divider' }) }, tooMany(100)),
  'view-private-metadata-too-long': view({ private_metadata: x(3001) }, tooLong(3000)),
  'view-callback-id-too-long': view({ callback_id: x(256) }, tooLong(255)),
  'view-title-too-long': view({ title: plain(x(25)) }, tooLong(24)),
  'view-close-too-long': view({ close: plain(x(25)) }, tooLong(24)),
  'view-submit-too-long': view({ submit: plain(x(25)) }, tooLong(24)),
  'static-select-options-and-groups': select(
    { options: [option()], option_groups: [{ label: plain('g'), options: [option()] }] },
    /exactly one of: options, option_groups/,
  ),
  'static-select-initial-not-offered': select(
    { options: [option()], initial_option: option({ value: 'two' }) },
    /must match one of the provided options/,
  ),
  'image-url-and-slack-file': element(
    'image',
    { alt_text: 'a', image_url: 'https://e.com/i.png', slack_file: { id: 'F1' } },
    /exactly one of: image_url, slack_file/,
  ),
  'number-input-inverted-range': element(
    'number_input',
    { is_decimal_allowed: false, min_value: '10', max_value: '9' },
    /must not be more than max_value/,
  ),
  'context-invalid-element': block(
    'context',
    { elements: [{ type: 'button', text: plain('Go') }] },
    /unsupported type: button/,
  ),
  'input-invalid-element': block(
    'input',
    { label: plain('l'), element: { type: 'button', text: plain('Go') } },
    /unsupported type: button/,
  ),
  'block-id-too-long': block('divider', { block_id: x(256) }, tooLong(255)),
  'alert-text-too-long': {
    block: { type: 'alert', text: plain(x(201)) },
    surface: 'modal',
    says: tooLong(200),
  },
  'card-title-too-long': card({ title: mrkdwn(x(151)) }, tooLong(150)),
  'card-subtitle-too-long': card({ subtitle: mrkdwn(x(151)) }, tooLong(150)),
  'card-body-too-long': card({ body: mrkdwn(x(201)) }, tooLong(200)),
  'card-subtext-too-long': card({ subtext: mrkdwn(x(201)) }, tooLong(200)),
  'card-too-many-actions': card(
    { actions: times(4, { type: 'button', text: plain('Go') }) },
    tooMany(3),
  ),
  'carousel-empty': block('carousel', { elements: [] }, tooFew),
  'carousel-too-many-cards': block(
    'carousel',
    { elements: times(11, { type: 'card', title: mrkdwn('t') }) },
    tooMany(10),
  ),
  'container-title-too-long': container({ title: plain(x(151)) }, tooLong(150)),
  'container-subtitle-too-long': container({ subtitle: plain(x(151)) }, tooLong(150)),
  'container-too-many-child-blocks': container(
    { child_blocks: times(11, { type: 'divider' }) },
    tooMany(10),
  ),
  'context-actions-too-many-elements': block(
    'context_actions',
    { elements: times(6, { type: 'icon_button', icon: 'trash', text: plain('Delete') }) },
    tooMany(5),
  ),
  'feedback-button-text-too-long': feedback({ text: plain(x(76)) }, tooLong(75)),
  'feedback-button-value-too-long': feedback({ value: x(2001) }, tooLong(2000)),
  'feedback-button-accessibility-label-too-long': feedback(
    { accessibility_label: x(76) },
    tooLong(75),
  ),
  'icon-button-too-many-visible-users': element(
    'icon_button',
    { icon: 'trash', text: plain('Delete'), visible_to_user_ids: times(11, 'U1') },
    tooMany(10),
  ),
  'data-table-too-few-rows': dataTable({ rows: [[cell('h')]] }, tooFew),
  'data-table-too-many-rows': dataTable({ rows: times(202, [cell('v')]) }, tooMany(201)),
  'data-table-too-few-columns': dataTable({ rows: [[], [cell('v')]] }, /no fewer|same number/),
  'data-table-too-many-columns': dataTable(
    { rows: [times(21, cell('h')), times(20, cell('v'))] },
    /no more than 20|same number/,
  ),
  'data-table-page-size-too-small': dataTable({ page_size: 0 }, /at least 1/),
  'data-table-page-size-too-large': dataTable({ page_size: 101 }, /at most 100/),
  'data-table-cell-text-empty': dataTable({ rows: [[cell('h')], [cell('')]] }, empty),
  'data-table-content-too-long': dataTable(
    { rows: [[cell('h')], [cell(x(20_000))]] },
    /less than 20001 characters in all/,
  ),
  'data-visualization-title-too-long': chart(
    { type: 'pie', segments: [segment] },
    tooLong(50),
    x(51),
  ),
  'pie-chart-empty': pie([], tooFew),
  'pie-chart-too-many-segments': pie(times(13, segment), tooMany(12)),
  'chart-segment-label-too-long': pie([{ label: x(21), value: 1 }], tooLong(20)),
  'chart-segment-value-not-positive': pie([{ label: 'green', value: 0 }], /must be more than 0$/),
  'chart-series-empty': line([], ['a'], tooFew),
  'chart-too-many-series': line(
    Array.from({ length: 13 }, (_each, at) => series(`s${at}`)),
    ['a'],
    tooMany(12),
  ),
  'data-series-name-too-long': line([series(x(21))], ['a'], tooLong(20)),
  'data-series-empty': line([{ name: 's', data: [] }], ['a'], /no fewer|must match/),
  'data-series-too-many-points': line(
    [series('s', labels(21))],
    labels(20),
    /no more than 20|must match/,
  ),
  'data-point-label-too-long': line([series('s', [x(21)])], ['a'], /less than 21|must match/),
  'axis-categories-empty': line([series('s')], [], /no fewer|must match/),
  'axis-too-many-categories': line(
    [series('s', labels(20))],
    labels(21),
    /no more than 20|must match/,
  ),
  'axis-category-label-too-long': line([series('s')], [x(21)], /less than 21|must match/),
  'axis-label-too-long': line([series('s')], ['a'], tooLong(50), { x_label: x(51) }),
  'series-without-its-categories': line([series('s', ['b'])], ['a'], /must match axis_config/),
  'series-of-one-name': line([series('s'), series('s')], ['a'], /names must be unique/),
};
