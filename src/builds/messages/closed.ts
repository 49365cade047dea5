import { lines } from '../../core/blocks.ts';
import { emoji, type Inline } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { count } from '../../core/text.ts';

/** The answer to `/ci close`. */
export function closed(many: number): Message {
  const what = many === 1 ? 'Closed' : `Closed ${count(many, 'build')}`;
  const line: Inline[] = [emoji('white_circle'), ` ${what}. A new red run is told as any other.`];
  return message(line, [lines(line)]);
}
