import { Inline } from '../text/inline.tsx';
import { plainText } from '../text/mrkdwn.ts';
import { RichText } from '../text/rich-text.tsx';
import { cellText, type TableCell } from './cell-text.ts';

/** What stands in one cell of a table. */
export function Cell({ cell }: { cell: TableCell }) {
  if (cell.type === 'rich_text') return <RichText elements={cell.elements} />;
  return <Inline elements={plainText(cellText(cell), true)} />;
}
