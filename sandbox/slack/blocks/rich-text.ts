import {
  among,
  boolean,
  list,
  number,
  object,
  type Rule,
  type Shape,
  string,
  typed,
  whole,
} from './rules.ts';

const styled = { style: object('rich_style') };
const border = { border: whole(0, 1_000) };

const INLINE = [
  'text',
  'link',
  'user',
  'usergroup',
  'channel',
  'broadcast',
  'emoji',
  'date',
  'color',
  'team',
];

const inline = (required: Record<string, Rule>, optional: Record<string, Rule> = {}): Shape => ({
  required,
  optional: { ...styled, ...optional },
});

/** The rich_text block and what may stand in it: docs.slack.dev/reference/block-kit/blocks/rich-text-block. */
export const RICH_TEXT: Record<string, Shape> = {
  rich_text: {
    required: {
      elements: list(
        typed('rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'),
      ),
    },
    optional: { block_id: string(255, 1) },
  },
  rich_text_section: { required: { elements: list(typed(...INLINE)) }, optional: {} },
  rich_text_list: {
    required: { elements: list(typed('rich_text_section')), style: among('bullet', 'ordered') },
    optional: { indent: whole(0), offset: whole(0), ...border },
  },
  rich_text_quote: { required: { elements: list(typed(...INLINE)) }, optional: border },
  rich_text_preformatted: {
    required: { elements: list(typed('text', 'link')) },
    optional: { ...border, language: string() },
  },
  rich_style: {
    required: {},
    optional: {
      bold: boolean,
      italic: boolean,
      strike: boolean,
      code: boolean,
      underline: boolean,
      highlight: boolean,
      client_highlight: boolean,
      unlink: boolean,
    },
  },
  text: inline({ text: string(undefined, 1) }),
  link: inline({ url: string(3000, 1) }, { text: string(), unsafe: boolean }),
  user: inline({ user_id: string(undefined, 1) }),
  usergroup: inline({ usergroup_id: string(undefined, 1) }),
  channel: inline({ channel_id: string(undefined, 1) }),
  broadcast: inline({ range: among('here', 'channel', 'everyone') }),
  emoji: inline(
    { name: string(undefined, 1) },
    { unicode: string(), url: string(), skin_tone: whole(1, 6) },
  ),
  date: inline(
    { timestamp: number, format: string(undefined, 1) },
    { url: string(), fallback: string() },
  ),
  color: inline({ value: string(undefined, 1) }),
  team: inline({ team_id: string(undefined, 1) }),
};
