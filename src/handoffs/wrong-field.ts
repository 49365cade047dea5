import { UserError } from '../core/errors.ts';

/** What somebody says of a handoff: behind `--flags` where they type, in the fields of a form where they fill it in. */
export type Field = 'team' | 'what' | 'to' | 'due' | 'run' | 'doneWhen';

/** What is wrong with one of them, and what to do instead, worded for either place. */
export type FieldMistake = {
  field: Field;
  sentence: string;
  /** What to type; what stands in backticks is shown as code. */
  typed: string;
  /** What to fill in. Slack shows it beside the field as it stands, without any markup. */
  filled: string;
};

/** Something in what somebody said that cannot be: told as any mistake where they typed, beside its field in a form. */
export class WrongField extends UserError {
  readonly field: Field;
  /** The whole of it as it stands beside its field. */
  readonly beside: string;

  constructor({ field, sentence, typed, filled }: FieldMistake) {
    super(sentence, typed);
    this.field = field;
    this.beside = `${sentence} ${filled}`;
  }
}
