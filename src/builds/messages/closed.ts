import { emoji } from '../../core/inline.ts';
import type { Message } from '../../core/message.ts';
import { count } from '../../core/text.ts';
import { said } from './words.ts';

/** The answer to `/ci close`. */
export function closed(many: number): Message {
  const what = many === 1 ? 'Closed' : `Closed ${count(many, 'build')}`;
  return said([emoji('white_circle'), ` ${what}. A new red run is announced like any other.`]);
}
