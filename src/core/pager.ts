import { actions, type Block, button, type Element } from './blocks.ts';

/** A page of a long list, and the words that ask for the ones beside it. */
export type Page = { number: number; more: boolean; words: string };

/** Which page of what; pressing one runs the same words with another page. Lists are the newest first, but for those that say otherwise. */
export function pager(
  page: Page,
  [back, on]: readonly [string, string] = ['Newer', 'Older'],
): Block[] {
  const to = (number: number, text: string): Element =>
    button({ id: `answer.again:${number}`, text, value: `${page.words} --page ${number}` });
  const buttons = [
    ...(page.number > 1 ? [to(page.number - 1, back)] : []),
    ...(page.more ? [to(page.number + 1, on)] : []),
  ];
  return buttons.length === 0 ? [] : [actions(`page:${page.number}`, ...buttons)];
}
