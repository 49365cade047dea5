import type { Selectable } from 'kysely';
import type { Handoff } from '../../core/handoffs.ts';
import type { Database } from '../schema.ts';

export type HandoffRow = Selectable<Database['handoffs']>;

export function handoffOf({ doneWhen, context, ...row }: HandoffRow): Handoff {
  return {
    ...row,
    doneWhen: doneWhen === null ? null : JSON.parse(doneWhen),
    context: context === null ? null : JSON.parse(context),
  };
}

export const jsonOf = (value: object | null): string | null =>
  value === null ? null : JSON.stringify(value);
