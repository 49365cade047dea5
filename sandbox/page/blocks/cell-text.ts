import type {
  RawNumberElement,
  RawTextElement,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
} from '@slack/types';

export type TableCell = RawTextElement | RawNumberElement | RichTextBlock;

const shortest = 24;

/** A cell as plain text: to sort by, and to see how much room it takes. */
export function cellText(cell: TableCell | undefined): string {
  if (!cell) return '';
  if (cell.type === 'rich_text') return cell.elements.map(partText).join('\n');
  if (cell.type === 'raw_text') return cell.text;
  return cell.text ?? String(cell.value);
}

/** Whether a cell may break into lines: a short one never does, so that `#29` is not `#2` and `9`. */
export function isLong(cell: TableCell): boolean {
  return cellText(cell).length > shortest;
}

function partText(part: RichTextBlockElement): string {
  if (part.type === 'rich_text_list') return part.elements.map(partText).join('\n');
  return part.elements.map(pieceText).join('');
}

function pieceText(piece: RichTextElement): string {
  if (piece.type === 'text') return piece.text;
  if (piece.type === 'link') return piece.text ?? piece.url;
  return piece.type === 'emoji' ? '' : 'somebody';
}
