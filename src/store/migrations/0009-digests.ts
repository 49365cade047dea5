import type { Words } from './words.ts';

/** Schedules made in Slack, digests as they were sent, and where repositories stand against targets. */
export function digests({ number, id, strict }: Words): string[] {
  return [
    `create table digest_schedules (
      id ${id},
      channel text not null,
      at text not null,
      timezone text not null,
      repositories text not null,
      team text not null,
      sections text not null,
      edition text not null,
      created_by text not null,
      created_at ${number} not null,
      unique (channel, at, timezone, repositories, team, sections, edition)
    ) ${strict}`,
    `create table digests (
      key text primary key,
      made_at ${number} not null,
      body text not null
    ) ${strict}`,
    `create index digests_made on digests (made_at)`,
    `create table standings (
      repository text not null,
      measure text not null,
      since ${number} not null,
      state text not null,
      body text not null,
      primary key (repository, measure, since)
    ) ${strict}`,
  ];
}
