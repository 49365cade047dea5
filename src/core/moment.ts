import { UserError } from './errors.ts';
import { parseWhen } from './when.ts';

const sentences = {
  unclear: 'I do not understand when that is.',
  past: 'That is in the past.',
  too_far: 'That is more than a year away.',
} as const;

/**
 * The time that a person means, as they typed it ("2h", "until tomorrow 9:00").
 *
 * @throws UserError with the sentence for what is wrong with it
 */
export function momentOf(text: string, options: { now: number; zone: string }): number {
  const when = parseWhen(text, options);
  if ('at' in when) return when.at;
  throw new UserError(
    sentences[when.reason],
    'Type `for 2h`, `until 5pm` or `until tomorrow 9:00`.',
  );
}
