import type { World } from '../world/world.ts';

export type Mention = { kind: 'user' | 'group' | 'here' | 'channel' | 'everyone'; id: string };
export type Link = {
  url: string;
  /** What it says where it says something else. */
  label: string;
  /** A bare URL that Slack made into a link by itself. */
  auto: boolean;
};

/** Gathers what a text does besides saying something. */
export type Sink = { mentions: Mention[]; links: Link[] };

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
export const decode = (text: string): string =>
  text.replace(/&(lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);

const BROADCAST = /^!(here|channel|everyone)(\||$)/;
const URL = /^(https?|mailto|tel|slack):/i;
const BARE_URL = /https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"]/g;

/** Mrkdwn as a person reads it; what pings someone or leads somewhere goes to the sink. */
export function readMrkdwn(world: World, text: string, sink: Sink, verbatim = false): string {
  const parts = text.split(/(<[^<>\n]+>)/);
  const read = parts.map((part, index) => {
    if (index % 2 === 1) return readBracket(world, part, sink);
    if (!verbatim) addBareLinks(part, sink);
    return decode(part);
  });
  return unstyled(read.join(''));
}

function addBareLinks(text: string, sink: Sink): void {
  for (const [url] of decode(text).matchAll(BARE_URL)) {
    sink.links.push({ url, label: url, auto: true });
  }
}

/** One `<…>`: a person, a channel, a group, everyone, a date or a link; anything else is text. */
function readBracket(world: World, bracket: string, sink: Sink): string {
  const [target = '', label] = split(bracket.slice(1, -1));
  const broadcast = BROADCAST.exec(target)?.[1];
  if (broadcast) {
    sink.mentions.push({ kind: broadcast as 'here', id: broadcast });
    return `@${broadcast}`;
  }
  if (target.startsWith('@')) return mention(world, sink, 'user', target.slice(1));
  if (target.startsWith('!subteam^')) return mention(world, sink, 'group', target.slice(9));
  if (target.startsWith('#')) return channelName(world, target.slice(1), label);
  if (target.startsWith('!date^')) return decode(label ?? '');
  if (!URL.test(target)) return decode(bracket);
  const url = decode(target);
  sink.links.push({ url, label: decode(label ?? target), auto: false });
  return decode(label ?? target);
}

function split(inner: string): [string, string | undefined] {
  const bar = inner.indexOf('|');
  return bar < 0 ? [inner, undefined] : [inner.slice(0, bar), inner.slice(bar + 1)];
}

export function mention(world: World, sink: Sink, kind: 'user' | 'group', id: string): string {
  sink.mentions.push({ kind, id });
  const known = kind === 'user' ? world.users.get(id)?.name : world.usergroups.get(id)?.handle;
  return `@${known ?? id}`;
}

export const channelName = (world: World, id: string, label?: string): string =>
  `#${world.channels.get(id)?.name ?? label ?? id}`;

/** Takes the marks of bold, italic, strike and code away, where Slack would have drawn them. */
function unstyled(text: string): string {
  return text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.replace(/^`+|`+$/g, '') : withoutMarks(part)))
    .join('');
}

const MARKS = ['*', '_', '~'].map((mark) => {
  const sign = `\\${mark}`;
  return new RegExp(
    `(^|[^\\w${sign}])${sign}(\\S|\\S[^\\n${sign}]*?\\S)${sign}(?![\\w${sign}])`,
    'g',
  );
});

const withoutMarks = (text: string): string =>
  MARKS.reduce((rest, mark) => rest.replace(mark, '$1$2'), text);

/**
 * What a person typed, as Slack sends it on: `@dana` becomes `<@U0DANA>`, `<` becomes `&lt;`. In
 * commands the handle stays with the id: `<@U0DANA|dana>`.
 */
export function encodeTyped(world: World, typed: string, labelled = false): string {
  const parts = typed.split(/(<[@#!][^<>\s]+>|https?:\/\/[^\s<>]+)/);
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part.startsWith('<') ? part : `<${part}>`;
      return encodeNames(world, part.replace(/[&<>]/g, escapeOne), labelled);
    })
    .join('');
}

const escapeOne = (sign: string): string =>
  sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;';

function encodeNames(world: World, text: string, labelled: boolean): string {
  const users = [...world.users.values()];
  const channels = [...world.channels.values()];
  return text.replace(/(^|[^\w@#])([@#])([\w-]+)/g, (all, before, sign, name) => {
    if (sign === '#') {
      const channel = channels.find((each) => !each.is_im && each.name === name);
      return channel ? `${before}<#${channel.id}|${name}>` : all;
    }
    if (/^(here|channel|everyone)$/.test(name)) return `${before}<!${name}>`;
    const user = users.find((each) => each.name === name);
    return user ? `${before}<@${user.id}${labelled ? `|${name}` : ''}>` : all;
  });
}
