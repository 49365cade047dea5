import { type Inline, rawText } from './inline.ts';
import { redact } from './redact.ts';

/**
 * Something that the person who asked can mend. It is shown to them as it stands: one sentence that
 * says what is the case, and a hint that says what to type or do instead. Anything else that is
 * thrown becomes a reference number for the person and a stack in the log.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly sentence: readonly Inline[];
  /** What to type or do instead; what stands in backticks is shown as code. */
  readonly hint: string | undefined;

  constructor(sentence: string | readonly Inline[], hint?: string) {
    const line = typeof sentence === 'string' ? [sentence] : sentence;
    super(rawText(line));
    this.sentence = line;
    this.hint = hint;
  }
}

/** What a UserError is made of, as the functions of a feature's `messages/mistakes.ts` hand it back. */
export type Mistake = [sentence: string | Inline[], hint?: string | undefined];

/** The message of whatever was thrown, without secrets, for a log line or the `error` column of a row. */
export function messageOf(thrown: unknown): string {
  return redact(thrown instanceof Error ? thrown.message : String(thrown));
}
