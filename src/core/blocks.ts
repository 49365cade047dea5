import { type Inline, mrkdwn, richElements } from './inline.ts';
import { cut, visible } from './text.ts';

/**
 * Block Kit, as far as Baton speaks it. Every builder keeps Slack's limits by cutting with an
 * ellipsis (docs.slack.dev/reference/block-kit), so that no content can make a message fail.
 */
export type Block = { type: string; block_id?: string } & Record<string, unknown>;
export type Element = { type: string } & Record<string, unknown>;

const limits = {
  header: 150,
  section: 3000,
  context: 2000,
  contextElements: 10,
  buttonText: 75,
  buttonValue: 2000,
  actions: 25,
  options: 100,
  optionText: 75,
  optionValue: 150,
  fieldLabel: 2000,
  tableRows: 100,
  tableColumns: 20,
} as const;

const plain = (text: string, max: number): object => ({
  type: 'plain_text',
  text: cut(visible(text), max) || ' ',
  emoji: true,
});

/** `verbatim` keeps Slack from turning bare URLs and names into links. */
const markdown = (line: readonly Inline[], max: number): object => ({
  type: 'mrkdwn',
  text: cut(mrkdwn(line), max) || ' ',
  verbatim: true,
});

/** A large heading: text alone. */
export const header = (text: string): Block => ({
  type: 'header',
  text: plain(text, limits.header),
});

/** Lines in which nothing is parsed: the place for anything that came from outside. */
export function lines(...rows: readonly (readonly Inline[])[]): Block {
  const elements = rows.flatMap((row, index) => [
    ...(index === 0 ? [] : [{ type: 'text', text: '\n' }]),
    ...richElements(row),
  ]);
  const content = elements.length === 0 ? [{ type: 'text', text: ' ' }] : elements;
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: content }] };
}

/** Log lines as they were, in a fixed-width box. */
export function preformatted(text: string, max: number = limits.section): Block {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: cut(visible(text), max) || ' ' }],
      },
    ],
  };
}

/** One paragraph with something pressable at its right. */
export const section = (line: readonly Inline[], accessory?: Element): Block => ({
  type: 'section',
  text: markdown(line, limits.section),
  ...(accessory ? { accessory } : {}),
});

/** Small grey print. */
export const context = (...parts: readonly (readonly Inline[])[]): Block => ({
  type: 'context',
  elements: parts.slice(0, limits.contextElements).map((part) => markdown(part, limits.context)),
});

export const divider: Block = { type: 'divider' };

export const actions = (blockId: string, ...elements: readonly Element[]): Block => ({
  type: 'actions',
  block_id: cut(blockId, 255),
  elements: elements.slice(0, limits.actions),
});

/** A button; with `url` it opens a page. */
export function button(options: {
  id: string;
  text: string;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  /** Asks before it is done. */
  confirm?: Confirm;
}): Element {
  return {
    type: 'button',
    action_id: options.id,
    text: plain(options.text, limits.buttonText),
    ...(options.value === undefined ? {} : { value: options.value.slice(0, limits.buttonValue) }),
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(options.style === undefined ? {} : { style: options.style }),
    ...(options.confirm === undefined ? {} : { confirm: confirmed(options.confirm) }),
  };
}

/** A question with two answers; at most 100, 300, 30 and 30 characters. */
export type Confirm = {
  title: string;
  text: string;
  confirm: string;
  deny: string;
  /** What takes nothing away is not red; default danger. */
  style?: 'primary' | 'danger';
};

const confirmed = ({ title, text, confirm, deny, style = 'danger' }: Confirm): object => ({
  title: plain(title, 100),
  text: plain(text, 300),
  confirm: plain(confirm, 30),
  deny: plain(deny, 30),
  style,
});

export type Choice = { text: string; value: string };

const option = ({ text, value }: Choice): object => ({
  text: plain(text, limits.optionText),
  value: value.slice(0, limits.optionValue),
});

/** A menu that says what it does until something is chosen. */
export const menu = (id: string, placeholder: string, choices: readonly Choice[]): Element => ({
  type: 'static_select',
  action_id: id,
  placeholder: plain(placeholder, limits.optionValue),
  options: choices.slice(0, limits.options).map(option),
});

type FieldOf = {
  /** What is filled in comes back under it. */
  id: string;
  label: string;
  hint?: string;
  optional?: boolean;
};

const field = ({ id, label, hint, optional = false }: FieldOf, element: Element): Block => ({
  type: 'input',
  block_id: id,
  optional,
  label: plain(label, limits.fieldLabel),
  ...(hint === undefined ? {} : { hint: plain(hint, limits.fieldLabel) }),
  element: { ...element, action_id: id },
});

/** A field of a modal for text. */
export const textField = (
  options: FieldOf & {
    /** What stands in it already. */
    value?: string;
    /** Characters, at most 3,000. */
    most: number;
    /** For a few words rather than sentences. */
    oneLine?: boolean;
  },
): Block =>
  field(options, {
    type: 'plain_text_input',
    multiline: !options.oneLine,
    max_length: options.most,
    ...(options.value ? { initial_value: cut(options.value, options.most) } : {}),
  });

/** A field for one of several choices; `value` is of the one that stands there already. */
export const choiceField = (
  options: FieldOf & { choices: readonly Choice[]; value?: string | undefined },
): Block => {
  const chosen = options.choices.find(({ value }) => value === options.value);
  return field(options, {
    type: 'static_select',
    options: options.choices.slice(0, limits.options).map(option),
    ...(chosen ? { initial_option: option(chosen) } : {}),
  });
};

/** A field for a person. */
export const personField = (options: FieldOf): Block => field(options, { type: 'users_select' });

/** A field of things to be ticked, at most ten. */
export const ticksField = (options: FieldOf & { choices: readonly Choice[] }): Block =>
  field(options, { type: 'checkboxes', options: options.choices.slice(0, 10).map(option) });

/** A table with a heading row; Slack shows at most 100 rows and 20 columns, so page before that. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly (readonly Inline[])[])[],
): Block {
  const cells = rows
    .slice(0, limits.tableRows - 1)
    .map((row) => row.slice(0, limits.tableColumns).map(cell));
  return { type: 'table', rows: [headings.map((text) => cell([text])), ...cells] };
}

function cell(line: readonly Inline[]): object {
  const [only] = line;
  if (line.length === 1 && typeof only === 'string')
    return { type: 'raw_text', text: visible(only) || '–' };
  const elements = richElements(line);
  if (elements.length === 0) return { type: 'raw_text', text: '–' };
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}
