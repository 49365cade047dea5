import { builds } from './0001-builds.ts';
import { queues } from './0001-queues.ts';
import type { Words } from './words.ts';

/** Once released, a migration stays as it is; what comes later goes into a file of its own. */
export function first(words: Words): string[] {
  return [...queues(words), ...builds(words), ...changes(words), ...people(words)];
}

function changes({ number, strict }: Words): string[] {
  return [
    `create table commits (
      repository text not null,
      sha text not null,
      branch text,
      message text not null,
      author_name text not null,
      author_email text,
      author_login text,
      at ${number} not null,
      files text,
      primary key (repository, sha)
    ) ${strict}`,
    `create index commits_at on commits (at)`,
    `create table pull_requests (
      repository text not null,
      number ${number} not null,
      title text not null,
      author text,
      branch text not null,
      base text not null,
      sha text not null,
      state text not null,
      merge_sha text,
      url text not null,
      updated_at ${number} not null,
      primary key (repository, number)
    ) ${strict}`,
    `create index pull_requests_updated on pull_requests (updated_at)`,
    `create table deployments (
      id ${number} primary key,
      repository text not null,
      environment text not null,
      sha text not null,
      ref text not null,
      creator text,
      state text,
      url text,
      created_at ${number} not null,
      updated_at ${number} not null
    ) ${strict}`,
    `create index deployments_created on deployments (repository, created_at, id)`,
    `create index deployments_updated on deployments (updated_at)`,
  ];
}

function people({ number, id, strict }: Words): string[] {
  return [
    `create table subscriptions (
      id ${id},
      channel text not null,
      repository text not null,
      branch text not null,
      workflow text not null,
      wants text not null,
      created_by text not null,
      created_at ${number} not null,
      unique (channel, repository, branch, workflow)
    ) ${strict}`,
    `create table mutes (
      id ${id},
      channel text not null,
      repository text not null,
      workflow text not null,
      until ${number} not null,
      created_by text not null,
      created_at ${number} not null,
      unique (channel, repository, workflow)
    ) ${strict}`,
    `create index mutes_until on mutes (until)`,
    `create table memory (
      space text not null,
      key text not null,
      value text not null,
      updated_at ${number} not null,
      primary key (space, key)
    ) ${strict}`,
    `create table audit (
      id ${id},
      at ${number} not null,
      who text not null,
      what text not null,
      target text not null,
      place text not null,
      result text not null
    ) ${strict}`,
    `create index audit_at on audit (at, id)`,
    `create index audit_who on audit (who, at, id)`,
  ];
}
