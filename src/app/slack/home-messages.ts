import { actions, type Block, button, context, divider, header, lines } from '../../core/blocks.ts';
import { type HomePart, homePlaces } from '../../core/home.ts';
import { bold, emoji } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { list } from '../../core/text.ts';

/** Slack shows at most so many blocks on a Home tab. */
const most = 100;
/** As many of one part as people read, and as leaves room for the others. */
const mostOfPart = 24;

/** A person's Home tab: what waits for them in one sentence, then each part, then what there is to press. */
export function homePage(parts: readonly HomePart[], now: number): Block[] {
  const placed = homePlaces.flatMap((place) => parts.filter((part) => part.place === place));
  const foot = footBlocks(now);
  const page = [firstLine(placed)];
  for (const part of placed) {
    const room = most - foot.length - page.length - 2;
    if (part.blocks.length === 0 || room < 2) continue;
    page.push(divider, header(part.heading), ...cutTo(part.blocks, Math.min(room, mostOfPart)));
  }
  return [...page, ...foot];
}

function firstLine(parts: readonly HomePart[]): Block {
  const waits = parts.flatMap((part) => part.waits ?? []);
  if (waits.length === 0) {
    return lines([emoji('white_check_mark'), ' ', bold('Nothing waits for you.')]);
  }
  return lines([emoji('wave'), ' ', bold(`${list(waits)} for you.`)]);
}

function cutTo(blocks: readonly Block[], room: number): Block[] {
  if (blocks.length <= room) return [...blocks];
  return [...blocks.slice(0, room - 1), context(['… more than has room here'])];
}

const footBlocks = (now: number): Block[] => [
  actions('home', button({ id: 'home.refresh', text: 'Refresh' })),
  context(['As of ', at(now, now), '. Type /ci help for what I can do.']),
];

/** In place of a part that could not be read. */
export const unread = (): HomePart => ({
  place: 'channels',
  heading: 'Something is missing here',
  blocks: [lines(['A part of this page could not be read just now. Press Refresh to try again.'])],
});
