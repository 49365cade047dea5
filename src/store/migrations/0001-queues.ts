import type { Words } from './words.ts';

/** Partial indexes hold what waits and nothing else, so that a claim stays quick in a long history. */
export function queues({ number, id, strict }: Words): string[] {
  return [
    `create table deliveries (
      id text primary key,
      event text not null,
      body text not null,
      received_at ${number} not null,
      state text not null,
      claim_at ${number} not null,
      attempts ${number} not null,
      error text,
      reason text
    ) ${strict}`,
    `create index deliveries_waiting on deliveries (claim_at, id) where state = 'waiting'`,
    `create index deliveries_dead on deliveries (received_at) where state = 'dead'`,
    `create index deliveries_received on deliveries (received_at)`,
    `create table work (
      id ${id},
      kind text not null,
      key text not null,
      payload text not null,
      due_at ${number} not null,
      state text not null,
      claim_at ${number} not null,
      attempts ${number} not null,
      error text,
      ended_at ${number},
      unique (kind, key)
    ) ${strict}`,
    `create index work_waiting on work (claim_at, id) where state = 'waiting'`,
    `create index work_dead on work (due_at) where state = 'dead'`,
    `create index work_done on work (ended_at) where state = 'done'`,
    `create table posts (
      id ${id},
      key text not null unique,
      kind text not null,
      subject text not null,
      channel text not null,
      thread_of text,
      thread_ts text,
      channel_id text,
      ts text,
      version ${number} not null,
      shown_version ${number} not null,
      hash text,
      changed_at ${number} not null,
      sending_since ${number},
      lease_until ${number},
      state text not null,
      claim_at ${number} not null,
      attempts ${number} not null,
      error text
    ) ${strict}`,
    `create index posts_waiting on posts (claim_at) where state = 'waiting'`,
    `create index posts_dead on posts (changed_at) where state = 'dead'`,
    `create index posts_leased on posts (lease_until) where lease_until is not null`,
    `create index posts_subject on posts (subject, kind)`,
    `create index posts_message on posts (ts, channel_id)`,
    `create index posts_changed on posts (changed_at)`,
    `create table turns (lane text primary key, arrival_at ${number} not null) ${strict}`,
  ];
}
