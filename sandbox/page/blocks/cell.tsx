import type { RawNumberElement, RawTextElement, RichTextBlock } from '@slack/types';
import { Inline } from '../text/inline.tsx';
import { plainText } from '../text/mrkdwn.ts';
import { RichText } from '../text/rich-text.tsx';

export type TableCell = RawTextElement | RawNumberElement | RichTextBlock;

/** What stands in one cell of a table. */
export function Cell({ cell }: { cell: TableCell }) {
  if (cell.type === 'rich_text') return <RichText elements={cell.elements} />;
  return <Inline elements={plainText(cellText(cell), true)} />;
}

/** A cell as plain text: to sort by, and to read aloud. */
export function cellText(cell: TableCell | undefined): string {
  if (!cell) return '';
  if (cell.type === 'rich_text') return JSON.stringify(cell.elements);
  if (cell.type === 'raw_text') return cell.text;
  return cell.text ?? String(cell.value);
}
