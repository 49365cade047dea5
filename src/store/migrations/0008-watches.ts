import type { Words } from './words.ts';

/** When watched workflows did not succeed as often as they must. */
export function watches({ number, id, strict }: Words): string[] {
  return [
    `create table lapses (
      id ${id},
      repository text not null,
      workflow text not null,
      every ${number} not null,
      last_success_run ${number},
      since ${number} not null,
      opened_at ${number} not null,
      closed_at ${number},
      closed_by_run ${number}
    ) ${strict}`,
    `create unique index lapses_open on lapses (repository, workflow) where closed_at is null`,
    `create index lapses_closed on lapses (closed_at)`,
  ];
}
