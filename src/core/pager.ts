import { actions, type Block, button, type Element } from './blocks.ts';

/** A page of a long list, and the words that ask for the ones beside it. */
export type Page = { number: number; more: boolean; words: string };

/** Which page of what; `again` runs the same words with another page. */
export function pager(page: Page): Block[] {
  const to = (number: number, text: string): Element =>
    button({ id: `answer.again:${number}`, text, value: `${page.words} --page ${number}` });
  const buttons = [
    ...(page.number > 1 ? [to(page.number - 1, 'Newer')] : []),
    ...(page.more ? [to(page.number + 1, 'Older')] : []),
  ];
  return buttons.length === 0 ? [] : [actions(`page:${page.number}`, ...buttons)];
}
