import { type Block, context } from './blocks.ts';
import { type Inline, plainText } from './inline.ts';
import { cut } from './text.ts';

/** A Slack message: `text` is what notifications and screen readers say, `blocks` what is shown. */
export type Message = { text: string; blocks: Block[] };

/** Slack refuses a message with more blocks, or with more text in all (`msg_blocks_too_long`, about 13,200). */
const maxBlocks = 50;
const maxCharacters = 12_000;

/**
 * Builds a message that Slack takes whatever is in it: what goes past its limits is left out from
 * the end, and the message says so. An `actions` block is kept, so that the buttons stay.
 */
export function message(summary: readonly Inline[], blocks: readonly Block[]): Message {
  return { text: cut(plainText(summary), 3000), blocks: fitted(blocks) };
}

function fitted(blocks: readonly Block[]): Block[] {
  const sizes = blocks.map((block) => JSON.stringify(block).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (blocks.length <= maxBlocks && textOf(blocks) <= maxCharacters && total <= 200_000)
    return [...blocks];
  const kept: Block[] = [];
  const last = blocks.findLast((block) => block.type === 'actions');
  let room = maxCharacters - (last ? textOf([last]) : 0);
  for (const block of blocks) {
    if (block === last) continue;
    const size = textOf([block]);
    if (size > room || kept.length >= maxBlocks - 2) break;
    room -= size;
    kept.push(block);
  }
  return [...kept, context(['… more than Slack shows in one message']), ...(last ? [last] : [])];
}

/**
 * A reply whose notification also names what its thread is about, or says what the message there says: on a lock
 * screen there is no thread to look at.
 */
export const replyAbout = (subject: readonly Inline[] | Message, reply: Message): Message => ({
  ...reply,
  text: cut(`${reply.text} ${'text' in subject ? subject.text : plainText(subject)}`, 3000),
});

/** The characters that Slack counts: every `text` string in the blocks. */
function textOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, item]) => {
    if (typeof item === 'string') return key === 'text' || key === 'url' ? sum + item.length : sum;
    return sum + textOf(item);
  }, 0);
}
