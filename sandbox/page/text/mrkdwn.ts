import type { RichTextBlockElement, RichTextElement } from '@slack/types';
import { isEmoji } from './emoji.ts';

type Style = { bold?: boolean; italic?: boolean; strike?: boolean };
/** How a text is read: `bare` where an address stays text (Slack's `verbatim`). */
type Reading = { style: Style; bare: boolean };

/**
 * Reads Slack's mrkdwn into the rich text that Slack itself makes of it. Only `<…>` makes a link or
 * a mention; `&lt;` stays the character that it stands for, so that what an app has escaped can
 * neither link nor ping here either.
 */
export function mrkdwn(source: string, verbatim = false): RichTextBlockElement[] {
  return source.split('```').flatMap((part, index, all): RichTextBlockElement[] => {
    const closed = index < all.length - 1;
    if (index % 2 === 1 && closed) return [preformatted(part)];
    const text = index % 2 === 1 ? `\`\`\`${part}` : trimAround(part, index > 0, closed);
    return lines(text, { style: {}, bare: verbatim });
  });
}

/** Reads one line's worth of mrkdwn: emphasis, code, links, mentions, emoji, dates. */
export function inlineMrkdwn(source: string, verbatim = false): RichTextElement[] {
  return inline(source, { style: {}, bare: verbatim });
}

/** A plain_text object: emoji when asked for, nothing else. */
export function plainText(source: string, emoji: boolean): RichTextElement[] {
  if (!emoji) return [{ type: 'text', text: source }];
  return source.split(/(:[a-z0-9_+'-]+:)/).flatMap((part): RichTextElement[] => {
    if (part === '') return [];
    const name = /^:(.+):$/.exec(part)?.[1];
    return [name && isEmoji(name) ? { type: 'emoji', name } : { type: 'text', text: part }];
  });
}

/** `&lt;` to `<`, `&gt;` to `>`, `&amp;` to `&`: the three that Slack escapes. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function preformatted(text: string): RichTextBlockElement {
  const inner = text.replace(/^\n/, '').replace(/\n$/, '');
  const elements = inner.split(/(<[^<>\n]+>)/).flatMap((part): RichTextElement[] => {
    if (part === '') return [];
    const angle = /^<([^<>\n]+)>$/.exec(part)?.[1];
    return [angle ? fromAngle(angle, {}) : { type: 'text', text: unescapeText(part) }];
  });
  return { type: 'rich_text_preformatted', elements: elements as never };
}

function trimAround(text: string, afterCode: boolean, beforeCode: boolean): string {
  const head = afterCode ? text.replace(/^\n/, '') : text;
  return beforeCode ? head.replace(/\n$/, '') : head;
}

function lines(text: string, reading: Reading): RichTextBlockElement[] {
  const found: { quote: boolean; text: string[] }[] = [];
  if (text === '') return [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line)?.[1];
    const last = found.at(-1);
    if (last && last.quote === (quoted !== undefined)) last.text.push(quoted ?? line);
    else found.push({ quote: quoted !== undefined, text: [quoted ?? line] });
  }
  return found.map((group) => ({
    type: group.quote ? 'rich_text_quote' : 'rich_text_section',
    elements: inline(group.text.join('\n'), reading),
  }));
}

/** Emphasis marks count at the edge of a word only: `a_b_c` and `2*3*4` are what they look like. */
const token =
  /<(?<angle>[^<>\n]+)>|`(?<code>[^`\n]+)`|:(?<emoji>[a-z0-9_+'-]+(?:::skin-tone-\d)?):|(?<![\w*])\*(?<bold>(?:<[^<>\n]*>|`[^`\n]*`|[^*\n`<])+?)\*(?![\w*])|(?<!\w)_(?<italic>(?:<[^<>\n]*>|`[^`\n]*`|[^_\n`<])+?)_(?!\w)|(?<![\w~])~(?<strike>(?:<[^<>\n]*>|`[^`\n]*`|[^~\n`<])+?)~(?![\w~])/g;

function inline(source: string, reading: Reading): RichTextElement[] {
  const elements: RichTextElement[] = [];
  let from = 0;
  for (const match of source.matchAll(token)) {
    const made = fromToken(match.groups ?? {}, reading);
    if (!made) continue;
    if (match.index > from) elements.push(...words(source.slice(from, match.index), reading));
    elements.push(...made);
    from = match.index + match[0].length;
  }
  if (from < source.length) elements.push(...words(source.slice(from), reading));
  return elements;
}

function fromToken(
  groups: Record<string, string | undefined>,
  reading: Reading,
): RichTextElement[] | undefined {
  const { angle, code, emoji, bold, italic, strike } = groups;
  const { style } = reading;
  const styled = (more: Style) => ({ ...reading, style: { ...style, ...more } });
  if (angle) return [fromAngle(angle, style)];
  if (code) return [{ type: 'text', text: unescapeText(code), style: { ...style, code: true } }];
  if (emoji) return isEmoji(emoji) ? [{ type: 'emoji', name: emoji }] : undefined;
  const emphasised = bold ?? italic ?? strike ?? '';
  if (emphasised.trim() !== emphasised || emphasised === '') return undefined;
  if (bold) return inline(bold, styled({ bold: true }));
  if (italic) return inline(italic, styled({ italic: true }));
  return inline(emphasised, styled({ strike: true }));
}

const address = /(https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"])/;

/** Plain words; an address among them is a link, as in Slack. */
function words(text: string, { style, bare }: Reading): RichTextElement[] {
  const parts = bare ? [text] : text.split(address);
  return parts.flatMap((part, index): RichTextElement[] => {
    if (part === '') return [];
    if (index % 2 === 1) return [{ type: 'link', url: unescapeText(part), style }];
    return [{ type: 'text', text: unescapeText(part), style }];
  });
}

/** What stands between `<` and `>`: a mention, a date, or a link with its label. */
function fromAngle(inner: string, style: Style): RichTextElement {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : unescapeText(inner.slice(bar + 1));
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1), style };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1), style };
  const group = /^!subteam\^(\w+)/.exec(target)?.[1];
  if (group) return { type: 'usergroup', usergroup_id: group, style };
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.+))?$/.exec(target);
  if (date) return dateElement(date, label ?? '', style);
  const range = /^!(here|channel|everyone)$/.exec(target)?.[1];
  if (range) return { type: 'broadcast', range: range as 'here', style };
  if (target.startsWith('!')) return { type: 'text', text: label ?? target, style };
  return { type: 'link', url: unescapeText(target), ...(label ? { text: label } : {}), style };
}

function dateElement(date: RegExpExecArray, fallback: string, style: Style): RichTextElement {
  const [, seconds = '0', format = '', url] = date;
  return {
    type: 'date',
    timestamp: Number(seconds),
    format,
    fallback,
    ...(url ? { url } : {}),
    style,
  };
}
