import { cut, visible } from './text.ts';

/**
 * A piece of a line. A bare string is text from anywhere and is shown as it is: nothing in it can
 * become a mention, a link or formatting. Only what is built here on purpose can.
 */
export type Inline =
  | string
  | { kind: 'styled'; text: string; style: 'bold' | 'italic' | 'strike' | 'code' }
  | { kind: 'link'; url: string; text: string; bold?: boolean }
  | { kind: 'user'; id: string }
  | { kind: 'channel'; id: string }
  | { kind: 'emoji'; name: string }
  | { kind: 'time'; at: number; format: string; fallback: string };

export const bold = (text: string): Inline => ({ kind: 'styled', text, style: 'bold' });
export const italic = (text: string): Inline => ({ kind: 'styled', text, style: 'italic' });
export const code = (text: string): Inline => ({ kind: 'styled', text, style: 'code' });
export const emoji = (name: string): Inline => ({ kind: 'emoji', name });

/** Mentions (and so notifies) a Slack user. */
export const mention = (id: string): Inline => ({ kind: 'user', id });
export const channelLink = (id: string): Inline => ({ kind: 'channel', id });

/** A link; anything but http and https is shown as its text alone. */
export function link(url: string, text: string, style?: 'bold'): Inline {
  if (!/^https?:\/\//i.test(url)) return style ? bold(text) : text;
  return { kind: 'link', url, text, ...(style ? { bold: true } : {}) };
}

/** A time in each reader's own zone; `fallback` stands where a client cannot format it. */
export function localTime(at: number, format: string, fallback: string): Inline {
  return { kind: 'time', at, format, fallback };
}

/** Puts a separator between the parts that are there. */
export function joined(parts: readonly (Inline[] | undefined)[], separator: string): Inline[] {
  const present = parts.filter((part): part is Inline[] => part !== undefined && part.length > 0);
  return present.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

/** What a notification or a screen reader says: no markup at all, entities escaped as `text` needs it. */
export function plainText(line: readonly Inline[]): string {
  return line.map(plainPiece).join('');
}

/** The line as it reads, for logs and terminals: nothing in it is escaped, so that Slack must never get it as it is. */
export function rawText(line: readonly Inline[]): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return visible(piece);
      return 'text' in piece ? visible(piece.text) : plainPiece(piece);
    })
    .join('');
}

/** The line as mrkdwn, for the blocks that know nothing else (section text, context). */
export function mrkdwn(line: readonly Inline[]): string {
  return line.map(mrkdwnPiece).join('');
}

/** The line as elements of a `rich_text_section`, where nothing is ever parsed. */
export function richElements(line: readonly Inline[]): object[] {
  return line.map(richPiece).filter((piece) => piece !== undefined);
}

function escapeEntities(text: string): string {
  return visible(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A word joiner before each formatting character keeps Slack from seeing it as one. */
function literal(text: string): string {
  return escapeEntities(text).replace(/[*_~`]/g, '\u2060$&');
}

function plainPiece(piece: Inline): string {
  if (typeof piece === 'string') return escapeEntities(piece);
  switch (piece.kind) {
    case 'styled':
    case 'link':
      return escapeEntities(piece.text);
    case 'user':
      return `<@${piece.id}>`;
    case 'channel':
      return `<#${piece.id}>`;
    case 'emoji':
      return `:${piece.name}:`;
    case 'time':
      return escapeEntities(piece.fallback);
  }
}

const marks = { bold: '*', italic: '_', strike: '~' } as const;

function mrkdwnPiece(piece: Inline): string {
  if (typeof piece === 'string') return literal(piece);
  switch (piece.kind) {
    case 'styled':
      return piece.style === 'code'
        ? codeSpan(piece.text)
        : wrapped(piece.text, marks[piece.style]);
    case 'link': {
      const anchor = `<${addressOf(piece.url)}|${literal(labelOf(piece)).replace(/\|/g, '¦')}>`;
      return piece.bold ? `*${anchor}*` : anchor;
    }
    case 'time':
      return `<!date^${Math.floor(piece.at / 1000)}^${piece.format}|${escapeEntities(piece.fallback)}>`;
    default:
      return plainPiece(piece);
  }
}

function codeSpan(text: string): string {
  const inside = escapeEntities(text).replace(/`/g, 'ˋ').replace(/\s+/g, ' ');
  return inside.trim() === '' ? '' : `\`${inside}\``;
}

/** Slack formats only where the mark touches the word. */
function wrapped(text: string, mark: string): string {
  const inside = literal(text).trim();
  return inside === '' ? '' : `${mark}${inside}${mark}`;
}

const labelOf = ({ text, url }: { text: string; url: string }): string => visible(text) || url;

/** What is escaped in an address stays as it is: `%2F` is no slash. */
function addressOf(url: string): string {
  const address = URL.canParse(url) ? new URL(url).href : url;
  return address.replace(/[|<>\s]/g, encodeURIComponent);
}

/** Slack takes no element without text. */
function richText(text: string, style?: object): object | undefined {
  const shown = visible(text);
  return shown === '' ? undefined : { type: 'text', text: shown, ...(style && { style }) };
}

function richPiece(piece: Inline): object | undefined {
  if (typeof piece === 'string') return richText(piece);
  switch (piece.kind) {
    case 'styled':
      return richText(piece.text, { [piece.style]: true });
    case 'link':
      return {
        type: 'link',
        url: cut(piece.url, 3000),
        text: labelOf(piece),
        ...(piece.bold ? { style: { bold: true } } : {}),
      };
    case 'user':
      return { type: 'user', user_id: piece.id };
    case 'channel':
      return { type: 'channel', channel_id: piece.id };
    case 'emoji':
      return { type: 'emoji', name: piece.name };
    case 'time':
      return {
        type: 'date',
        timestamp: Math.floor(piece.at / 1000),
        format: piece.format,
        fallback: piece.fallback,
      };
  }
}
