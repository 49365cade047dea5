import type { Words } from './words.ts';

/** Acts that somebody asked for at once, such as the rerun of all that an outage broke. */
export function batches({ number, id, strict }: Words): string[] {
  return [
    `create table batches (
      id ${id},
      kind text not null,
      who text not null,
      asked_at ${number} not null,
      left_out text not null
    ) ${strict}`,
    `create index batches_asked on batches (asked_at)`,
    `alter table acts add column batch ${number}`,
    `create index acts_batch on acts (batch, id) where batch is not null`,
  ];
}
