import { isObject } from '../blocks/walk.ts';
import type { Block, Json } from '../wire.ts';
import type { World } from '../world/world.ts';
import {
  channelName,
  decode,
  type Link,
  type Mention,
  mention,
  readMrkdwn,
  type Sink,
} from './mrkdwn.ts';

export type Reading = {
  /** All that a person reads, a line for each part; buttons and menus in square brackets. */
  plain: string;
  /** Who is pinged, by what is shown or by the text of the notification. */
  mentions: Mention[];
  links: Link[];
};

type Content = { text?: string; blocks?: readonly Block[]; attachments?: readonly Json[] };
type Reader = { world: World; sink: Sink };

/** Reads a message, a view or a part of one as a person does. */
export function read(world: World, content: Content): Reading {
  const sink: Sink = { mentions: [], links: [] };
  const reader = { world, sink };
  const { text = '', blocks = [], attachments = [] } = content;
  const said = text === '' ? '' : readMrkdwn(world, text, blocks.length > 0 ? quiet(sink) : sink);
  const shown = blocks.length > 0 ? lines(reader, blocks) : [said];
  const attached = attachments.flatMap((attachment) => readAttachment(reader, attachment));
  return {
    plain: [...shown, ...attached].filter((line) => line !== '').join('\n'),
    mentions: unique(sink.mentions),
    links: unique(sink.links),
  };
}

/** Behind blocks the text shows no links, but it is what a notification says. */
const quiet = (sink: Sink): Sink => ({ mentions: sink.mentions, links: [] });

const unique = <Item>(items: Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

const lines = (reader: Reader, nodes: unknown): string[] =>
  (Array.isArray(nodes) ? nodes : []).flatMap((node) => readNode(reader, node));

const inline = (reader: Reader, nodes: unknown, between = ''): string =>
  (Array.isArray(nodes) ? nodes : [])
    .map((node) => readNode(reader, node).join('\n'))
    .join(between);

/** Fields of blocks in the order in which they are shown. */
const PARTS = [
  'rich_text_title',
  'title',
  'label',
  'subtitle',
  'caption',
  'text',
  'fields',
  'body',
  'subtext',
  'hint',
  'accessory',
  'element',
  'elements',
  'actions',
  'child_blocks',
  'tasks',
  'details',
  'output',
  'sources',
];

/** The lines of one block, element or text. */
function readNode(reader: Reader, node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (!isObject(node)) return [];
  const type = String(node['type']);
  const special = Object.hasOwn(SPECIAL, type) ? SPECIAL[type] : undefined;
  if (special) return special(reader, node).filter((line) => line !== '');
  return PARTS.flatMap((part) => {
    const value = node[part];
    return Array.isArray(value) ? lines(reader, value) : readNode(reader, value);
  });
}

type Special = (reader: Reader, node: Json) => string[];

const text = (node: Json, key: string): string => (typeof node[key] === 'string' ? node[key] : '');

const markdown: Special = ({ world, sink }, node) => {
  const raw = text(node, 'text').replace(/!?\[([^\]\n]*)\]\(([^)\s]+)\)/g, (_all, label, url) => {
    sink.links.push({ url, label, auto: false });
    return label;
  });
  return [readMrkdwn(world, raw.replace(/^#{1,6} |\*\*/gm, ''), sink)];
};

const pressable: Special = (reader, node) => {
  const label = node['text'] ?? node['placeholder'];
  const url = text(node, 'url');
  const [shown = ''] = readNode(reader, label);
  if (url) reader.sink.links.push({ url, label: shown, auto: false });
  return [`[${shown || '…'}]`];
};

const rows: Special = (reader, node) => [
  ...(text(node, 'caption') ? [text(node, 'caption')] : []),
  ...((node['rows'] ?? []) as unknown[]).map((row) => inline(reader, row, ' | ')),
];

const chart: Special = (_reader, node) => {
  const { series = [], segments = [] } = (node['chart'] ?? {}) as {
    series?: { name: string; data: { label: string; value: number }[] }[];
    segments?: { label: string; value: number }[];
  };
  const say = (points: { label: string; value: number }[]) =>
    points.map(({ label, value }) => `${label} ${value}`).join(', ');
  return [
    text(node, 'title'),
    ...series.map(({ name, data }) => `${name}: ${say(data)}`),
    ...(segments.length > 0 ? [say(segments)] : []),
  ];
};

const SPECIAL: Record<string, Special> = {
  mrkdwn: ({ world, sink }, node) => [
    readMrkdwn(world, text(node, 'text'), sink, node['verbatim'] === true),
  ],
  plain_text: (_reader, node) => [decode(text(node, 'text'))],
  markdown,
  context: (reader, node) => [inline(reader, node['elements'], ' ')],
  actions: (reader, node) => [inline(reader, node['elements'], ' ')],
  image: (reader, node) => [...readNode(reader, node['title']), text(node, 'alt_text')],
  button: pressable,
  workflow_button: pressable,
  icon_button: pressable,
  static_select: pressable,
  external_select: pressable,
  users_select: pressable,
  channels_select: pressable,
  conversations_select: pressable,
  overflow: () => ['[…]'],
  table: rows,
  data_table: rows,
  data_visualization: chart,
  raw_text: (_reader, node) => [text(node, 'text')],
  raw_number: (_reader, node) => [text(node, 'text') || String(node['value'])],
  rich_text_section: (reader, node) => [inline(reader, node['elements'])],
  rich_text_quote: (reader, node) => [inline(reader, node['elements'])],
  rich_text_preformatted: (reader, node) => [inline(reader, node['elements'])],
  rich_text_list: (reader, node) => lines(reader, node['elements']).map((line) => `• ${line}`),
  text: (_reader, node) => [text(node, 'text')],
  emoji: (_reader, node) => [`:${text(node, 'name')}:`],
  date: (_reader, node) => [text(node, 'fallback')],
  user: ({ world, sink }, node) => [mention(world, sink, 'user', text(node, 'user_id'))],
  usergroup: ({ world, sink }, node) => [mention(world, sink, 'group', text(node, 'usergroup_id'))],
  channel: ({ world }, node) => [channelName(world, text(node, 'channel_id'))],
  broadcast: ({ sink }, node) => {
    const range = text(node, 'range') as 'here';
    sink.mentions.push({ kind: range, id: range });
    return [`@${range}`];
  },
  link: ({ sink }, node) => {
    const url = text(node, 'url');
    const label = text(node, 'text') || url;
    sink.links.push({ url, label, auto: false });
    return [label];
  },
};

function readAttachment(reader: Reader, attachment: Json): string[] {
  if (Array.isArray(attachment['blocks'])) return lines(reader, attachment['blocks']);
  const { world, sink } = reader;
  const fields = ((attachment['fields'] ?? []) as Json[]).flatMap((field) => [
    text(field, 'title'),
    readMrkdwn(world, text(field, 'value'), sink),
  ]);
  const parts = ['pretext', 'author_name', 'title', 'text', 'footer'];
  const shown = parts.map((part) => readMrkdwn(world, text(attachment, part), sink));
  return [...shown, ...fields].filter((line) => line !== '');
}
